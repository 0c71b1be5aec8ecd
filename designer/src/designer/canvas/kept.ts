import type { DrawnNode as Written } from '../../api/sources'
import type { Layout, PlacedEdge, PlacedNode } from '../../pictures/layout'

/** A layout in which all that is as it was is the very same object, so that nothing of it is drawn again. */
export function keptFrom(before: Layout, after: Layout): Layout {
  const nodes = new Map(before.nodes.map((node) => [node.id, node]))
  const edges = new Map(before.edges.map((edge) => [edge.id, edge]))
  return { ...after, nodes: after.nodes.map((node) => same(nodes.get(node.id), node, nodeText)), edges: after.edges.map((edge) => same(edges.get(edge.id), edge, JSON.stringify)) }
}

/** Where it is written moves with every letter above it. */
const nodeText = ({ node, ...placed }: PlacedNode) => {
  const { extent: _, name_extent: __, span: ___, ...shown } = node as Written
  return JSON.stringify([placed, shown])
}

function same<T extends PlacedNode | PlacedEdge>(before: T | undefined, after: T, text: (one: T) => string): T {
  return before !== undefined && text(before) === text(after) ? before : after
}
