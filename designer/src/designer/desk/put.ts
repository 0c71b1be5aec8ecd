import type { BlockKind, Catalog, Edit, Where } from '../../api/sources'
import type { PaletteItem } from '../palette/items'
import { candidatesAt, propose, signatureOf } from '../properties/candidates'
import type { Desk } from './Desk'

/** The edit that puts something of the palette somewhere, with the inputs that it most likely takes. */
export function puts(desk: Desk, catalog: Catalog, item: PaletteItem['puts'], where: Where): Edit {
  if (item.kind === 'block') return { kind: 'add_statement', where, statement: item.block, ...first(item.block, desk) }
  const { drawing, details } = desk.store.get()
  const signature = signatureOf(item.callee, catalog, drawing?.callables ?? [])
  const proposed = signature && details && drawing ? propose(signature.inputs, candidatesAt(following(where, details.nodes.map((node) => node.id)), details, drawing, catalog)) : []
  return { kind: 'add_step', where, callee: item.callee, arguments: proposed }
}

/** What a block says until somebody has said better. */
function first(block: BlockKind, desk: Desk): { text?: string } {
  const variables = desk.store.get().details?.nodes.flatMap((node) => (node.id.startsWith('var') ? node.parts.filter((part) => part.part === 'name').map((part) => part.text) : [])) ?? []
  switch (block) {
    case 'if':
      return { text: 'true' }
    case 'for':
      return { text: 'item in []' }
    case 'var':
      return { text: `value${variables.length === 0 ? '' : variables.length + 1} = 0` }
    case 'set':
      return { text: `${variables.at(-1) ?? 'value'} = 0` }
    default:
      return {}
  }
}

/** The node before which something lands; null at the end. */
function following(where: Where, nodes: readonly string[]): string | null {
  switch (where.at) {
    case 'before':
      return where.node
    case 'edge':
      return where.to ?? null
    case 'after':
      return nodes[nodes.indexOf(where.node) + 1] ?? null
    case 'into':
      return null
  }
}
