import type { SourceDiff } from '../../api/sources'
import type { Picture } from '../../api/definitions'

export type NodeChange = 'added' | 'removed' | 'changed'

/** Both pictures in one: what there is now, and what was taken away still in its place. */
export function changedPicture({ before, after, nodes, edges }: SourceDiff['pictures'][number]): { picture: Picture; changes: ReadonlyMap<string, NodeChange> } {
  const shown = after ?? before!
  if (!after || !before) return { picture: shown, changes: new Map(shown.nodes.map((node) => [node.id, after ? 'added' : 'removed'])) }
  const changes = new Map<string, NodeChange>()
  const nowOf = new Map<string, string>()
  for (const node of nodes) {
    if (node.before && node.after) nowOf.set(node.before, node.after)
    if (node.change === 'added' && node.after) changes.set(node.after, 'added')
    if (node.change === 'changed' && node.after) changes.set(node.after, 'changed')
  }
  const ghosts = before.nodes.filter((node) => !nowOf.has(node.id)).map((node) => ({ ...node, id: after.nodes.some((one) => one.id === node.id) ? `${node.id} (before)` : node.id, was: node.id }))
  for (const ghost of ghosts) {
    nowOf.set(ghost.was, ghost.id)
    changes.set(ghost.id, 'removed')
  }
  // What is gone is called as it was; a name that lives on in another node is told apart.
  const here = (id: string) => (ghosts.some((ghost) => ghost.was === id) ? nowOf.get(id)! : id)
  const taken = edges.filter((edge) => edge.change === 'removed').map((edge) => ({ from: here(edge.from), outcome: edge.outcome, to: edge.to.map(here) })).filter((edge) => [edge.from, ...edge.to].some((id) => changes.get(id) === 'removed'))
  // A node that is gone is laid out where it stood: before what followed it.
  const order = [...after.nodes]
  for (const ghost of ghosts) {
    const next = before.nodes.slice(before.nodes.findIndex((node) => node.id === ghost.was) + 1).find((node) => order.some((one) => one.id === nowOf.get(node.id)))
    order.splice(next ? order.findIndex((one) => one.id === nowOf.get(next.id)) : order.length, 0, ghost)
  }
  return { picture: { ...after, nodes: order, edges: [...after.edges, ...taken] } as Picture, changes }
}
