import type { MetricSeries } from '../api/experiments'
import type { Plot } from '../evidence/evidence'
import { words } from '../format/words'

const mostLines = 8

/** The names of all metrics; what is judged by comes first. */
export function metricNames(series: readonly MetricSeries[], first: string): string[] {
  return [...new Set(series.map((one) => one.name))].toSorted((a, b) => Number(b === first) - Number(a === first) || a.localeCompare(b))
}

/** Where the chart can draw no point, it draws none. */
const points = ({ steps, values }: MetricSeries): [number, number][] => steps.flatMap((step, at) => (values[at] == null ? [] : [[step, values[at]] as [number, number]]))

/** The curves of a training: every metric that shares a scale. */
export function trainingPlots(series: readonly MetricSeries[]): Plot[] {
  const isLoss = (one: MetricSeries) => one.name.includes('loss')
  const plot = (title: string, of: readonly MetricSeries[]): Plot => ({ kind: 'plot', title, bars: false, x: 'epoch', y: 'value', series: of.map((one) => ({ name: words(one.name), points: points(one) })) })
  return [plot('Loss', series.filter(isLoss)), plot('Quality', series.filter((one) => !isLoss(one)))].filter((one) => one.series.length > 0)
}

/** One metric of several trials, those that are ranked first. */
export function trialsPlot(series: readonly MetricSeries[], metric: string, ranked: readonly number[]): Plot {
  const shown = ranked.slice(0, mostLines)
  const of = series.filter((one) => one.name === metric && one.trial != null && shown.includes(one.trial)).toSorted((a, b) => shown.indexOf(a.trial!) - shown.indexOf(b.trial!))
  return { kind: 'plot', title: words(metric), bars: false, x: 'epoch', y: metric, series: of.map((one) => ({ name: `trial ${one.trial}`, points: points(one) })) }
}
