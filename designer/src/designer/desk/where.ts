import type { DrawnNode, DrawnPicture, Where } from '../../api/sources'

type Edge = DrawnPicture['edges'][number]

/** A statement can be put there: on an edge along which the flow just goes on. On a way that a step's settings draw only a step can. */
export const takesSteps = (edge: Pick<Edge, 'span' | 'feedback'>): boolean => !edge.feedback && edge.span == null

/** What lands there stands on a line that a step's settings draw: a block would have to be written elsewhere. */
export const takesOnlySteps = (picture: DrawnPicture, where: Where): boolean =>
  where.at === 'edge' && picture.edges.some((edge) => edge.span != null && edge.from === where.from && edge.outcome === where.outcome && (where.to == null || edge.to.some((to) => to === where.to || to.split('.')[0] === where.to)))

/** Behind a node; into the pipeline where there is nothing yet. */
export function behind(picture: DrawnPicture, node: string | undefined): Where {
  const of = node === undefined ? undefined : picture.nodes.find((one) => one.id === node)
  if (!of) return { at: 'into', block: '' }
  const next = picture.edges.find((edge) => edge.from === of.id && takesSteps(edge))
  if (isWritten(of) && of.kind !== 'decision' && of.kind !== 'fork' && !ends(of)) return of.kind === 'join' && next?.to[0] ? { at: 'edge', from: of.id, outcome: next.outcome, to: next.to[0] } : { at: 'after', node: of.id }
  if (next?.to[0]) return { at: 'edge', from: of.id, outcome: next.outcome, to: next.to[0] }
  return ends(of) && isWritten(of) ? { at: 'before', node: of.id } : { at: 'into', block: '' }
}

/** The end that is drawn although nobody wrote it is no statement. */
export const isWritten = (node: DrawnNode): boolean => node.extent != null

export const ends = (node: DrawnNode): boolean => node.kind === 'return' || node.kind === 'fail'

export const isStep = (node: DrawnNode): boolean => node.kind === 'step' || node.kind === 'call'

/** The order in which nodes are written decides which way an edge leads. */
export function leadsBack(picture: DrawnPicture, from: string, to: string): boolean {
  const at = (id: string) => picture.nodes.findIndex((node) => node.id === id)
  return at(to) <= at(from)
}

/** Neighbours of one block, from the first selected to the last; null where they do not stand in one. */
export function stretch(picture: DrawnPicture, selected: readonly string[]): { first: string; last: string } | null {
  const nodes = picture.nodes.filter((node) => selected.includes(node.id) && isWritten(node))
  const [first, last] = [nodes[0], nodes.at(-1)]
  if (!first || !last) return null
  const block = (node: DrawnNode) => (node.blocks ?? []).join(' ')
  return block(first) === block(last) ? { first: first.id, last: last.id } : null
}
