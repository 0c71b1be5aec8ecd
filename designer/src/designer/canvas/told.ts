import type { DrawnNode, Finding } from '../../api/sources'
import { roleName, words } from '../../format/words'
import type { Layout } from '../../pictures/layout'
import { placeName } from '../desk/place-name'

const kinds: Record<DrawnNode['kind'], string> = {
  step: 'step', call: 'called pipeline', for: 'loop over a list', decision: 'decision', fork: 'parallel', join: 'meeting of branches', variable: 'variable', set: 'assignment', return: 'end', fail: 'failing end',
}

/** A line in a sentence, for those who hear the picture. */
export function toldLine(id: string, layout: Layout): string {
  const edge = layout.edges.find((one) => one.id === id)
  const name = (node: string) => placeName(layout.nodes.map((placed) => placed.node), node)
  return edge ? `Line from ${name(edge.from)}, outcome ${edge.label || words(edge.outcome)}, ${edge.feedback ? 'back to' : 'to'} ${name(edge.to)}` : ''
}

/** A node in a sentence, for those who hear the picture. */
export function told(node: DrawnNode, layout: Layout, findings: readonly Finding[]): string {
  const nodes = layout.nodes.map((placed) => placed.node)
  const leads = layout.edges.filter((edge) => edge.from === node.id).map((edge) => `${edge.label || words(edge.outcome)} ${edge.feedback ? 'back to' : 'to'} ${placeName(nodes, edge.to)}`)
  return [
    `${node.id}, ${kinds[node.kind]}`,
    node.callee && words(node.callee),
    (node.roles ?? []).length > 0 && `by ${node.roles!.map(roleName).join(' or ')}`,
    node.text,
    leads.join(', '),
    ...findings.map((finding) => `${finding.severity}: ${finding.message}`),
  ]
    .filter(Boolean)
    .join('; ')
}
