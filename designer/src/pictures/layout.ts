import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api'
import { labelSize, type DrawnEdge, type DrawnNode, type Drawing } from './drawing'

export interface Point {
  x: number
  y: number
}

export interface PlacedNode extends DrawnNode, Point {}

export interface PlacedEdge extends DrawnEdge {
  points: Point[]
  /** The middle of its label. */
  labelAt?: Point
}

export interface Layout {
  width: number
  height: number
  nodes: PlacedNode[]
  edges: PlacedEdge[]
}

/** Top to bottom in the order written; edges that lead back run outside of what they go around. */
const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.feedbackEdges': 'true',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': '34',
  'elk.spacing.nodeNode': '36',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.edgeEdge': '12',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
  'elk.spacing.edgeLabel': '4',
  'elk.padding': '[top=12,left=12,bottom=12,right=12]',
}

export function toElk(drawing: Drawing): ElkNode {
  return {
    id: 'picture',
    layoutOptions: options,
    children: drawing.nodes.map(({ id, width, height }) => ({
      id,
      width,
      height,
      layoutOptions: { 'elk.portConstraints': 'FIXED_SIDE' },
      ports: [
        { id: `${id} in`, width: 1, height: 1, layoutOptions: { 'elk.port.side': 'NORTH' } },
        { id: `${id} out`, width: 1, height: 1, layoutOptions: { 'elk.port.side': 'SOUTH' } },
      ],
    })),
    edges: drawing.edges.map((edge) => ({
      id: edge.id,
      sources: [`${edge.from} out`],
      targets: [`${edge.to} in`],
      // What goes on goes straight; what leads back may bend.
      ...(!edge.feedback && { layoutOptions: { 'elk.layered.priority.straightness': '20', 'elk.layered.priority.shortness': '10' } }),
      ...(edge.label && { labels: [{ text: edge.label, ...labelSize(labelText(edge)), layoutOptions: { 'elk.edgeLabels.placement': 'CENTER', 'elk.edgeLabels.inline': 'true' } }] }),
    })),
  }
}

/** "Reject · at most 5". */
export const labelText = (edge: Pick<DrawnEdge, 'label' | 'max'>): string => (edge.max == null ? edge.label : `${edge.label} · ≤ ${edge.max}`)

export function fromElk(drawing: Drawing, placed: ElkNode): Layout {
  const nodes = new Map(placed.children?.map((node) => [node.id, node]))
  const edges = new Map(placed.edges?.map((edge) => [edge.id, edge]))
  return {
    width: placed.width ?? 0,
    height: placed.height ?? 0,
    nodes: drawing.nodes.map((node) => ({ ...node, x: nodes.get(node.id)?.x ?? 0, y: nodes.get(node.id)?.y ?? 0 })),
    edges: drawing.edges.map((edge) => placeEdge(edge, edges.get(edge.id))),
  }
}

function placeEdge(edge: DrawnEdge, placed: ElkExtendedEdge | undefined): PlacedEdge {
  const section = placed?.sections?.[0]
  const label = placed?.labels?.[0]
  return {
    ...edge,
    points: section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [],
    ...(label?.x !== undefined && label.y !== undefined && { labelAt: { x: label.x + (label.width ?? 0) / 2, y: label.y + (label.height ?? 0) / 2 } }),
  }
}

const bend = 7

/** The line through the points, its corners rounded. */
export function pathThrough(points: readonly Point[]): string {
  const [start, ...rest] = points
  if (!start) return ''
  let path = `M${start.x},${start.y}`
  rest.forEach((corner, at) => {
    const next = rest[at + 1]
    if (!next) {
      path += `L${corner.x},${corner.y}`
      return
    }
    const before = points[at]!
    const into = Math.min(bend, distance(before, corner) / 2)
    const outOf = Math.min(bend, distance(corner, next) / 2)
    const a = towards(corner, before, into)
    const b = towards(corner, next, outOf)
    path += `L${a.x},${a.y}Q${corner.x},${corner.y} ${b.x},${b.y}`
  })
  return path
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length }
}
