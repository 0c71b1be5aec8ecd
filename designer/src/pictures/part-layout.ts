import type { ElkNode } from 'elkjs/lib/elk-api'
import { labelSize, labelText, type Drawing } from './drawing'
import type { Point } from './layout'
import type { Part } from './parts'

/** All of a part that its layout depends on; parts that are built alike are laid out once. Nodes are called by their number. */
export interface PartShape {
  sizes: readonly (readonly [width: number, height: number])[]
  /** Those that are drawn first. */
  links: readonly PartLink[]
  /** Whether another part hangs from its last node, and so nothing stands below that. */
  goesOn: boolean
}

interface PartLink {
  from: number
  to: number
  feedback?: true
  /** Not drawn: it keeps what nothing leads to below what is written above it. */
  hidden?: true
  label?: { width: number; height: number }
}

/** Where a part's nodes and lines are, the first node's corner being anywhere. */
export interface PlacedPart {
  nodes: readonly Point[]
  lines: readonly { points: readonly Point[]; labelAt?: Point }[]
}

const between = 34 // from one layer to the next
const ports = 2 // what the ends of a line add to it

/** Top to bottom in the order written; edges that lead back run outside of what they go around. */
const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.separateConnectedComponents': 'false',
  'elk.layered.feedbackEdges': 'true',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(between),
  'elk.spacing.nodeNode': '36',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.edgeEdge': '12',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
  'elk.spacing.edgeLabel': '4',
}

const large = 60 // nodes
const careful = { 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX' }
const quick = { 'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF', 'elk.layered.thoroughness': '1' } // a quarter of the time
const straight = { onward: '20', main: '40' }

export function shapeOf(drawing: Drawing, { first, last, edges }: Part): PartShape {
  const nodes = drawing.nodes.slice(first, last + 1)
  const numbers = new Map(nodes.map((node, number) => [node.id, number]))
  const links = edges.map((index): PartLink => {
    const edge = drawing.edges[index]!
    return { from: numbers.get(edge.from)!, to: numbers.get(edge.to)!, ...(edge.feedback && { feedback: true }), ...(edge.label && { label: labelSize(labelText(edge)) }) }
  })
  const entered = new Set(links.filter((link) => !link.feedback).map((link) => link.to))
  nodes.forEach(({ node }, number) => {
    const around = numbers.get((node.blocks ?? []).at(-1)?.split('/')[0] ?? '') ?? (first > 0 ? 0 : undefined)
    if (number > 0 && !entered.has(number) && around !== undefined && around < number) links.push({ from: around, to: number, hidden: true })
  })
  return {
    sizes: nodes.map(({ width, height }) => [width, height]),
    links,
    goesOn: last < drawing.nodes.length - 1,
  }
}

/** One step after the other needs no search. */
export function placeAlone({ sizes, links }: PartShape): PlacedPart | undefined {
  const [above, below] = sizes
  if (!above || sizes.length > 2 || links.some((link) => link.feedback || link.hidden)) return undefined
  if (!below) return links.length === 0 ? { nodes: [{ x: 0, y: 0 }], lines: [] } : undefined
  const [link] = links
  if (!link || links.length > 1) return undefined
  const middle = above[0] / 2
  const gap = ports + (link.label ? 2 * between + link.label.height : between)
  const start = { x: middle, y: above[1] }
  const end = { x: middle, y: above[1] + gap }
  return {
    nodes: [{ x: 0, y: 0 }, { x: middle - below[0] / 2, y: end.y }],
    lines: [{ points: [start, end], ...(link.label && { labelAt: { x: middle, y: (start.y + end.y) / 2 } }) }],
  }
}

export function toElk(shape: PartShape): ElkNode {
  const main = mainLine(shape)
  return {
    id: 'part',
    layoutOptions: { ...options, ...(shape.sizes.length > large ? quick : careful) },
    children: shape.sizes.map(([width, height], number) => ({
      id: String(number),
      width,
      height,
      layoutOptions: {
        'elk.portConstraints': 'FIXED_SIDE',
        ...(shape.goesOn && number === shape.sizes.length - 1 && { 'elk.layered.layering.layerConstraint': 'LAST' }),
      },
      ports: [
        { id: `${number} in`, width: 1, height: 1, layoutOptions: { 'elk.port.side': 'NORTH' } },
        { id: `${number} out`, width: 1, height: 1, layoutOptions: { 'elk.port.side': 'SOUTH' } },
      ],
    })),
    edges: shape.links.map(({ from, to, feedback, hidden, label }, number) => ({
      id: `line ${number}`,
      sources: [`${from} out`],
      targets: [`${to} in`],
      // What goes on goes straight; what leads back may bend.
      ...(!feedback && !hidden && { layoutOptions: { 'elk.layered.priority.straightness': main.has(number) ? straight.main : straight.onward, 'elk.layered.priority.shortness': '10' } }),
      ...(label && { labels: [{ text: 'label', ...label, layoutOptions: { 'elk.edgeLabels.placement': 'CENTER', 'elk.edgeLabels.inline': 'true' } }] }),
    })),
  }
}

/** The longest way from the first node to the last. */
function mainLine({ sizes, links }: PartShape): ReadonlySet<number> {
  const steps = new Array<number>(sizes.length).fill(-1)
  const by = new Array<number>(sizes.length).fill(-1)
  steps[0] = 0
  const onward = links.map((link, number) => ({ ...link, number })).filter((link) => link.from < link.to && !link.hidden)
  for (const { from, to, number } of onward.toSorted((a, b) => a.from - b.from))
    if (steps[from]! >= 0 && steps[from]! + 1 > steps[to]!) {
      steps[to] = steps[from]! + 1
      by[to] = number
    }
  const main = new Set<number>()
  for (let node = sizes.length - 1; by[node] !== undefined && by[node]! >= 0; node = links[by[node]!]!.from) main.add(by[node]!)
  return main
}

export function fromElk(shape: PartShape, placed: ElkNode): PlacedPart {
  const nodes = new Map(placed.children?.map((node) => [node.id, node]))
  const lines = new Map(placed.edges?.map((edge) => [edge.id, edge]))
  return {
    nodes: shape.sizes.map((_, number) => ({ x: nodes.get(String(number))?.x ?? 0, y: nodes.get(String(number))?.y ?? 0 })),
    lines: shape.links.filter((link) => !link.hidden).map((_, number) => {
      const line = lines.get(`line ${number}`)
      const section = line?.sections?.[0]
      const label = line?.labels?.[0]
      return {
        points: section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [],
        ...(label?.x !== undefined && label.y !== undefined && { labelAt: { x: label.x + (label.width ?? 0) / 2, y: label.y + (label.height ?? 0) / 2 } }),
      }
    }),
  }
}
