import type { DrawnNode, Drawing } from '../../pictures/drawing'
import type { Layout, PlacedEdge, PlacedNode, Point } from '../../pictures/layout'
import { middle } from '../../pictures/lines'
import { sameNodes } from '../../pictures/same-nodes'
import { extent } from '../../pictures/stack'

const gap = 40
const beside = 26

/**
 * Where things stand until the layout is computed: what was there stays, under another name too; what is new stands under what
 * leads to it, and what is below that makes room. It is there at once, whatever the size of the picture.
 */
export function interim(before: Layout, drawing: Drawing): Layout {
  const same = sameNodes(before.nodes.map(({ node }) => node), drawing.nodes.map(({ node }) => node))
  const kept = new Map(before.nodes.flatMap((node) => (same.has(node.id) ? [[same.get(node.id)!, node] as const] : [])))
  const placed = new Map<string, PlacedNode>()
  const moved = new Set<string>()
  for (const node of drawing.nodes) {
    const at = kept.get(node.id)
    if (at) placed.set(node.id, { ...node, x: at.x + (at.width - node.width) / 2, y: at.y })
  }
  for (const node of drawing.nodes) if (!placed.has(node.id)) placed.set(node.id, put(node, drawing, placed, moved))

  const lines = new Map(before.edges.map((edge) => [`${same.get(edge.from)} ${edge.outcome} ${same.get(edge.to)}`, edge]))
  const right = Math.max(0, ...[...placed.values()].map((node) => node.x + node.width))
  const edges = drawing.edges.map((edge): PlacedEdge => {
    const known = lines.get(edge.id)
    if (known && known.points.length > 1 && !moved.has(edge.from) && !moved.has(edge.to)) return { ...edge, points: known.points, ...(known.labelAt && { labelAt: known.labelAt }) }
    const points = route(placed.get(edge.from)!, placed.get(edge.to)!, right)
    return { ...edge, points, labelAt: middle(points) }
  })
  const nodes = drawing.nodes.map((node) => placed.get(node.id)!)
  return { ...extent(nodes, edges), nodes, edges }
}

function put(node: DrawnNode, drawing: Drawing, placed: Map<string, PlacedNode>, moved: Set<string>): PlacedNode {
  const from = drawing.edges.flatMap((edge) => (edge.to === node.id && !edge.feedback ? [placed.get(edge.from)] : [])).find((one) => one !== undefined)
  const y = from ? from.y + from.height + gap : 0
  const x = from ? from.x + (from.width - node.width) / 2 : (placed.values().next().value?.x ?? 0)
  for (const [id, other] of placed)
    if (other.y >= y - 1) {
      placed.set(id, { ...other, y: other.y + node.height + gap })
      moved.add(id)
    }
  moved.add(node.id)
  return { ...node, x, y }
}

function route(from: PlacedNode, to: PlacedNode, right: number): Point[] {
  const start = { x: from.x + from.width / 2, y: from.y + from.height }
  const end = { x: to.x + to.width / 2, y: to.y }
  if (end.y > start.y) {
    const half = (start.y + end.y) / 2
    return start.x === end.x ? [start, end] : [start, { x: start.x, y: half }, { x: end.x, y: half }, end]
  }
  const out = right + beside
  return [start, { x: start.x, y: start.y + 14 }, { x: out, y: start.y + 14 }, { x: out, y: end.y - 14 }, { x: end.x, y: end.y - 14 }, end]
}
