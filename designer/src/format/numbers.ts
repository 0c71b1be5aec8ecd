const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 4 })
const precise = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 })

/** Thousands in groups; small numbers with four figures that matter. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return grouped.format(value)
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential(2)
  return precise.format(value)
}

/** A count that may have stopped where nobody counts on; nothing for none. */
export function counted(count: { value: number; more: boolean } | undefined): string | undefined {
  return count?.value ? `${number(count.value)}${count.more ? '+' : ''}` : undefined
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

export function bytes(count: number): string {
  const power = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(count) / 10))
  const value = count / 1024 ** power
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`
}
