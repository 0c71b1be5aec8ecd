import type { Layout, PlacedNode } from '../../pictures/layout'

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

/** The node that one reaches with an arrow key: along the flow up and down, beside it left and right. */
export function neighbour(layout: Layout, from: string | undefined, direction: Direction): string | undefined {
  const at = layout.nodes.find((node) => node.id === from)
  if (!at) return layout.nodes.toSorted((a, b) => a.y - b.y)[0]?.id
  if (direction === 'ArrowDown' || direction === 'ArrowUp') {
    const down = direction === 'ArrowDown'
    const along = layout.edges.filter((edge) => !edge.feedback && (down ? edge.from : edge.to) === at.id).map((edge) => (down ? edge.to : edge.from))
    const linked = layout.nodes.filter((node) => along.includes(node.id))
    return nearest(at, linked.length > 0 ? linked : layout.nodes.filter((node) => (down ? node.y > at.y : node.y < at.y)))
  }
  const right = direction === 'ArrowRight'
  return nearest(at, layout.nodes.filter((node) => (right ? node.x > at.x + at.width / 2 : node.x + node.width < at.x + at.width / 2) && Math.abs(node.y - at.y) < 160), 3)
}

/** @param upright How much more it counts to be higher or lower than to be further to the side. */
function nearest(at: PlacedNode, among: readonly PlacedNode[], upright = 1): string | undefined {
  const distance = (node: PlacedNode) => Math.hypot(node.x + node.width / 2 - at.x - at.width / 2, (node.y - at.y) * upright)
  return among.filter((node) => node !== at).toSorted((a, b) => distance(a) - distance(b))[0]?.id
}

/** The next of the edges that leave a node, after the one that is chosen. */
export function nextEdge(layout: Layout, from: string | undefined, chosen: string | null): string | undefined {
  const current = layout.edges.find((edge) => edge.id === chosen)
  const leaving = layout.edges.filter((edge) => edge.from === (current?.from ?? from))
  return leaving[(leaving.findIndex((edge) => edge.id === chosen) + 1) % Math.max(1, leaving.length)]?.id
}
