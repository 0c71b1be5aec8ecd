import type { Layout, PlacedNode, Point } from './layout'
import { middle } from './lines'
import { extent } from './stack'
import { crossesAny, wayFrom } from './way'

const apart = 36 // room for a line between two nodes
const around = 300 // how far beside a line it is looked for what is in its way

/**
 * Nodes that a person has put somewhere stand there; whatever they would cover makes room, and lines go round them. Of two that are
 * put on the same place the later one makes room.
 */
export function withPins(layout: Layout): Layout {
  const pinned = layout.nodes.filter((node) => node.node.pin)
  if (pinned.length === 0) return layout
  const placed = new Map<string, PlacedNode>()
  const put = (node: PlacedNode) => void placed.set(node.id, { ...node, ...freePlace(node, [...placed.values()]) })
  for (const node of pinned) put({ ...node, x: node.node.pin!.x, y: node.node.pin!.y })
  for (const node of layout.nodes.filter((one) => !one.node.pin).toSorted((a, b) => a.y - b.y)) put(node)

  const nodes = layout.nodes.map((node) => placed.get(node.id)!)
  const moved = nodes.filter((node, at) => node.x !== layout.nodes[at]!.x || node.y !== layout.nodes[at]!.y)
  const ids = new Set(moved.map((node) => node.id))
  const edges = layout.edges.map((edge) => {
    const inTheWay = moved.filter((node) => node.id !== edge.from && node.id !== edge.to)
    if (!ids.has(edge.from) && !ids.has(edge.to) && !crossesAny(edge.points, inTheWay)) return edge
    const [from, to] = [placed.get(edge.from)!, placed.get(edge.to)!]
    const points = wayFrom(from, to, nodes.filter((node) => node !== from && node !== to && isNear(node, from, to)))
    return { ...edge, points, ...(edge.label && { labelAt: middle(points) }) }
  })
  return { ...extent(nodes, edges), nodes, edges }
}

/** Where a node stands without covering another: where it is, or else as near as can be. */
function freePlace(node: PlacedNode, others: readonly PlacedNode[]): Point {
  const isFree = ({ x, y }: Point) =>
    others.every((other) => x >= other.x + other.width + apart || other.x >= x + node.width + apart || y >= other.y + other.height + apart || other.y >= y + node.height + apart)
  if (isFree(node)) return node
  const places = others.flatMap((other) => [
    { x: other.x - node.width - apart, y: node.y },
    { x: other.x + other.width + apart, y: node.y },
    { x: node.x, y: other.y - node.height - apart },
    { x: node.x, y: other.y + other.height + apart },
  ])
  const distance = (place: Point) => Math.hypot(place.x - node.x, place.y - node.y)
  return places.filter(isFree).toSorted((a, b) => distance(a) - distance(b))[0] ?? node
}

function isNear(node: PlacedNode, from: PlacedNode, to: PlacedNode): boolean {
  const between = (low: number, high: number, a: number, b: number, more: number) => high >= Math.min(a, b) - more && low <= Math.max(a, b) + more
  return between(node.x, node.x + node.width, from.x, to.x + to.width, around) && between(node.y, node.y + node.height, from.y, to.y + to.height, around)
}
