import { number } from '../format/numbers'
import type { Plot } from './evidence'

/** Every x in order, and each series' y there or null. */
export function alignSeries(series: Plot['series']): (number | null)[][] {
  const xs = [...new Set(series.flatMap((one) => one.points.map(([x]) => x)))].sort((a, b) => a - b)
  const rowOf = new Map(xs.map((x, row) => [x, row]))
  return [
    xs,
    ...series.map((one) => {
      const column: (number | null)[] = new Array<number | null>(xs.length).fill(null)
      for (const [x, y] of one.points) column[rowOf.get(x)!] = y
      return column
    }),
  ]
}

/** What the curves say, in words. */
export function summary(plot: Plot): string {
  const lines = plot.series.map((series) => {
    const first = series.points[0]
    const last = series.points.at(-1)
    return first && last ? `${series.name} from ${number(first[1])} to ${number(last[1])}` : `${series.name} has no points yet`
  })
  return `${plot.title || plot.y} by ${plot.x}: ${lines.join('; ')}.`
}
