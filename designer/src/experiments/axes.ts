/** An axis of the parallel coordinates: where a value lies on it, from 0 (below) to 1, and what is written beside it. */
export interface Axis {
  name: string
  at: (value: unknown) => number | null
  ticks: { at: number; value: unknown }[]
}

export function axisOf(name: string, values: readonly unknown[], logarithmic: boolean): Axis {
  const numbers = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
  return numbers.length === values.filter((value) => value !== null && value !== undefined).length ? numeric(name, numbers, logarithmic && numbers.every((value) => value > 0)) : named(name, values)
}

function numeric(name: string, values: readonly number[], logarithmic: boolean): Axis {
  const scale = logarithmic ? Math.log : (value: number) => value
  const low = Math.min(...values)
  const high = Math.max(...values)
  const span = scale(high) - scale(low)
  const at = (value: unknown) => (typeof value !== 'number' || !Number.isFinite(value) ? null : span === 0 || !Number.isFinite(span) ? 0.5 : (scale(value) - scale(low)) / span)
  const ticks = values.length === 0 ? [] : low === high ? [low] : [low, high]
  return { name, at, ticks: ticks.map((value) => ({ at: at(value)!, value })) }
}

function named(name: string, values: readonly unknown[]): Axis {
  const known = [...new Set(values.filter((value) => value !== null && value !== undefined).map(String))].toSorted()
  const place = (text: string) => (known.length < 2 ? 0.5 : known.indexOf(text) / (known.length - 1))
  return { name, at: (value) => (value === null || value === undefined ? null : place(String(value))), ticks: known.map((value) => ({ at: place(value), value })) }
}
