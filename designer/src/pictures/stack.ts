import { labelSize, labelText, type Drawing, type DrawnEdge } from './drawing'
import type { Layout, PlacedEdge, PlacedNode, Point } from './layout'
import type { PlacedPart } from './part-layout'
import type { Parts } from './parts'

const around = 12
const lane = { apart: 14, fromNodes: 22, fromEnds: 12, labels: 24 }

/** Puts a picture's parts below each other, each hanging from the node that it shares with the one above. Where the flow begins is the middle of x = 0, so that an edit further below moves nothing, and what is pinned keeps its place beside the rest. */
export function stack(drawing: Drawing, { parts, outside }: Parts, placed: readonly PlacedPart[]): Layout {
  const nodes: PlacedNode[] = []
  const edges: PlacedEdge[] = []
  const begins = Math.max(0, drawing.nodes.findIndex((node) => drawing.edges.some((edge) => edge.from === node.id)))
  parts.forEach((part, index) => {
    const { nodes: points, lines } = placed[index]!
    const hook = nodes[part.first] ?? { x: -drawing.nodes[begins]!.width / 2, y: 0 }
    const hangs = points[index === 0 ? begins : 0]!
    const [dx, dy] = [hook.x - hangs.x, hook.y - hangs.y]
    const moved = ({ x, y }: Point): Point => ({ x: x + dx, y: y + dy })
    points.forEach((point, number) => void (nodes[part.first + number] ??= { ...drawing.nodes[part.first + number]!, ...moved(point) }))
    part.edges.forEach((at, number) => {
      const { points: line, labelAt } = lines[number]!
      edges[at] = { ...drawing.edges[at]!, points: line.map(moved), ...(labelAt && { labelAt: moved(labelAt) }) }
    })
  })
  const within = extent(nodes, edges.filter(Boolean))
  outside
    .map((at) => ({ at, edge: drawing.edges[at]! }))
    .toSorted((a, b) => span(nodes, a.edge) - span(nodes, b.edge))
    .forEach(({ at, edge }, number) => void (edges[at] = beside(edge, nodes, within.left + within.width + lane.fromNodes + number * lane.apart, number)))
  return { ...extent(nodes, edges), nodes, edges }
}

/** What the nodes, lines and labels take up, with a margin. */
export function extent(nodes: readonly PlacedNode[], edges: readonly PlacedEdge[]): Pick<Layout, 'left' | 'top' | 'width' | 'height'> {
  let [left, top, right, bottom] = [0, 0, 0, 0]
  const cover = (x: number, y: number, width = 0, height = 0) => {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  for (const { x, y, width, height } of nodes) cover(x, y, width, height)
  for (const edge of edges) {
    for (const { x, y } of edge.points) cover(x, y)
    if (!edge.labelAt) continue
    const { width, height } = labelSize(labelText(edge))
    cover(edge.labelAt.x - width / 2, edge.labelAt.y - height / 2, width, height)
  }
  return { left: left - around, top: top - around, width: right - left + 2 * around, height: bottom - top + 2 * around }
}

const find = (nodes: readonly PlacedNode[], id: string) => nodes.find((node) => node.id === id)!

const span = (nodes: readonly PlacedNode[], edge: DrawnEdge) => find(nodes, edge.from).y - find(nodes, edge.to).y

/** A line back to far above, out to the right of everything and in again. */
function beside(edge: DrawnEdge, nodes: readonly PlacedNode[], x: number, number: number): PlacedEdge {
  const [from, to] = [find(nodes, edge.from), find(nodes, edge.to)]
  const start = { x: from.x + from.width / 2, y: from.y + from.height }
  const end = { x: to.x + to.width / 2, y: to.y }
  const between = (node: PlacedNode) => nodes.filter((other) => other.x > node.x && other.y < node.y + node.height && node.y < other.y + other.height)
  const below = Math.max(start.y, ...between(from).map((other) => other.y + other.height)) + lane.fromEnds
  const above = Math.min(end.y, ...between(to).map((other) => other.y)) - lane.fromEnds
  return {
    ...edge,
    points: [start, { x: start.x, y: below }, { x, y: below }, { x, y: above }, { x: end.x, y: above }, end],
    ...(edge.label && { labelAt: { x, y: below - lane.labels * (number + 1) } }),
  }
}
