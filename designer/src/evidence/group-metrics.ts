export interface Alone {
  name: string
  value: number
  /** The ends of its interval, where it has one. */
  low?: number
  high?: number
}

export interface Family {
  name: string
  members: [name: string, value: number][]
}

const smallestFamily = 3

/** `accuracy` with `accuracy_low` and `accuracy_high` is one number with its interval; `recall_bag`, `recall_coat` ... are a family. */
export function groupMetrics(values: readonly [string, number][]): { alone: Alone[]; families: Family[] } {
  const all = new Map(values)
  const interval = (name: string) => ({ low: all.get(`${name}_low`), high: all.get(`${name}_high`) })
  const ends = new Set(values.flatMap(([name]) => (interval(name).low !== undefined && interval(name).high !== undefined ? [`${name}_low`, `${name}_high`] : [])))

  const byFirst = new Map<string, [string, number][]>()
  for (const [name, value] of values) {
    const [first, ...rest] = name.split('_')
    if (ends.has(name) || rest.length === 0 || value < 0 || value > 1) continue
    byFirst.set(first!, [...(byFirst.get(first!) ?? []), [rest.join(' '), value]])
  }
  const families = [...byFirst].filter(([, members]) => members.length >= smallestFamily).map(([name, members]) => ({ name, members }))
  const inFamily = new Set(families.map((family) => family.name))
  const alone = values
    .filter(([name]) => !ends.has(name) && !(name.includes('_') && inFamily.has(name.split('_')[0]!)))
    .map(([name, value]) => {
      const { low, high } = interval(name)
      return { name, value, ...(low !== undefined && high !== undefined && { low, high }) }
    })
  return { alone, families }
}
