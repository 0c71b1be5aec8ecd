import type { Picture, PictureNode } from '../api/definitions'
import { words } from '../format/words'

/** What is drawn: a picture's nodes with their sizes, and its edges, one for each pair of nodes and outcome. */
export interface Drawing {
  nodes: DrawnNode[]
  edges: DrawnEdge[]
}

export interface DrawnNode {
  id: string
  shape: Shape
  width: number
  height: number
  node: PictureNode
}

export type Shape = 'step' | 'decision' | 'bar' | 'end' | 'note'

export interface DrawnEdge {
  id: string
  from: string
  to: string
  outcome: string
  label: string
  feedback: boolean
  max?: number
  /** A setting of the step says so, rather than the order of the text. */
  written: boolean
  /** Steps inside the called pipeline that the edge leads to. */
  inside: string[]
  /** The key under which a run counts how often it was taken in a row. */
  counted: string
}

const lineHeight = 14

const shapes: Record<PictureNode['kind'], Shape> = {
  step: 'step',
  call: 'step',
  for: 'step',
  decision: 'decision',
  fork: 'bar',
  join: 'bar',
  variable: 'note',
  set: 'note',
  return: 'end',
  fail: 'end',
}

const stride = 24

/** In strides: while a name is typed, a node keeps its size, and what is around it its place, most of the time. */
const fit = (value: number, low: number, high: number) => Math.min(high, low + Math.ceil(Math.max(0, value - low) / stride) * stride)

function sizeOf(node: PictureNode, shape: Shape): { width: number; height: number } {
  const longest = Math.max(node.id.length, (node.text ?? node.callee ?? '').length * 0.85)
  switch (shape) {
    case 'step':
      return { width: fit(84 + node.id.length * 7.6, 184, 260), height: 54 }
    case 'decision':
      return { width: fit(70 + (node.text ?? '').length * 6.2, 130, 250), height: 40 }
    case 'bar':
      return { width: 120, height: 10 }
    case 'note':
      return { width: fit(40 + longest * 7, 120, 240), height: 34 }
    case 'end':
      return { width: node.kind === 'fail' ? fit(56 + (node.text ?? '').length * 6.2, 90, 240) : 72, height: 32 }
  }
}

/** Outcomes by which a step is simply done say nothing that the arrow does not say. */
const silent = new Set(['done'])

const decisions: Record<string, string> = { true: 'yes', false: 'no' }

export function draw(picture: Picture): Drawing {
  const nodes = picture.nodes.map((node) => {
    const shape = shapes[node.kind]
    return { id: node.id, shape, ...sizeOf(node, shape), node }
  })
  const known = new Map(nodes.map((node) => [node.id, node]))
  const edges = new Map<string, DrawnEdge>()
  for (const edge of picture.edges)
    for (const path of edge.to) {
      const [to = '', ...rest] = path.split('.')
      if (!known.has(edge.from) || !known.has(to)) continue
      const id = `${edge.from} ${edge.outcome} ${to}`
      const drawn = edges.get(id) ?? {
        id,
        from: edge.from,
        to,
        outcome: edge.outcome,
        label: edge.label ?? decisions[edge.outcome] ?? (silent.has(edge.outcome) ? '' : words(edge.outcome)),
        feedback: edge.feedback ?? false,
        written: edge.span != null,
        ...(edge.max != null && { max: edge.max }),
        inside: [],
        counted: `${edge.from} ${edge.outcome}`,
      }
      if (rest.length > 0) drawn.inside.push(rest.join('.'))
      edges.set(id, drawn)
    }
  // Branches are named in their text, so a fork's own arrows need no label.
  for (const edge of edges.values()) if (known.get(edge.from)?.node.kind === 'fork') edge.label = ''
  return { nodes, edges: [...edges.values()] }
}

/** "Reject · at most 5". */
export const labelText = (edge: Pick<DrawnEdge, 'label' | 'max'>): string => (edge.max == null ? edge.label : `${edge.label} · ≤ ${edge.max}`)

const widestLabel = 180 // pixels, as in RoutedEdge.module.css; what is longer is cut, and whole on hover

/** How much room an edge's label takes. */
export const labelSize = (label: string): { width: number; height: number } => ({ width: Math.min(widestLabel, label.length * 6.1 + 14), height: lineHeight + 6 })
