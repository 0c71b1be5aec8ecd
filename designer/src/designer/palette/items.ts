import type { Activity, BlockKind, Callable, Catalog } from '../../api/sources'
import { words } from '../../format/words'

export interface PaletteItem {
  id: string
  title: string
  detail: string
  group: string
  role?: string | undefined
  human: boolean
  puts: { kind: 'step'; callee: string } | { kind: 'block'; block: BlockKind }
}

const flow: [BlockKind, string, string][] = [
  ['if', 'If', 'A decision: one way or the other'],
  ['parallel', 'Parallel', 'Several branches at once'],
  ['for', 'For each', 'The same steps for each element of a list'],
  ['var', 'Variable', 'A value that outlives a loop'],
  ['set', 'Set', 'Gives a variable another value'],
  ['return', 'Return', 'Ends with the results'],
  ['fail', 'Fail', 'Ends with a message'],
]

const order = ['data', 'model', 'deployment', 'maintenance', 'general']
const titles: Record<string, string> = { data: 'Data pipeline', model: 'Model pipeline', deployment: 'Deployment pipeline', maintenance: 'Maintenance', general: 'Everywhere' }

/** Everything that can be put on a picture, in the order of the lifecycle. */
export function paletteItems(catalog: Catalog, callables: readonly Callable[], shown: string | null): PaletteItem[] {
  const rank = (stage: string) => (order.includes(stage) ? order.indexOf(stage) : order.length)
  const activity = (stage: string) => (one: Activity): PaletteItem => ({
    id: one.name,
    title: words(one.name),
    detail: one.summary,
    group: titles[stage] ?? words(stage),
    role: one.role,
    human: one.kind === 'task',
    puts: { kind: 'step', callee: one.name },
  })
  return [
    ...catalog.stages.toSorted((a, b) => rank(a.stage) - rank(b.stage)).flatMap(({ stage, activities }) => activities.map(activity(stage))),
    ...callables
      .filter((one) => one.name !== shown)
      .map((one): PaletteItem => ({ id: `pipeline ${one.name}`, title: words(one.name), detail: one.documentation ?? one.path, group: 'Pipelines of this project', human: false, puts: { kind: 'step', callee: one.name } })),
    ...flow.map(([block, title, detail]): PaletteItem => ({ id: `block ${block}`, title, detail, group: 'Flow', human: false, puts: { kind: 'block', block } })),
  ]
}

/** Those that hold every word typed; first what is called just so, then where a name begins with the text. */
export function searchItems(items: readonly PaletteItem[], text: string): PaletteItem[] {
  const wanted = text.toLowerCase().trim()
  if (wanted === '') return [...items]
  const parts = wanted.split(/[\s_]+/)
  const rank = ({ title, id }: PaletteItem) => {
    const name = title.toLowerCase()
    if (name === wanted) return 0
    return name.startsWith(wanted) || id.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 3
  }
  return items
    .filter((item) => {
      const whole = `${item.title} ${item.id} ${item.detail} ${item.group} ${item.role ?? ''}`.toLowerCase()
      return parts.every((part) => whole.includes(part))
    })
    .toSorted((a, b) => rank(a) - rank(b))
}
