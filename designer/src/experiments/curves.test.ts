import { expect, test } from 'vitest'
import type { MetricSeries } from '../api/experiments'
import { metricNames, trainingPlots, trialsPlot } from './curves'

const series = (name: string, trial: number | null, ...values: (number | null)[]) => ({ name, trial, steps: values.map((_, at) => at + 1), values, count: values.length }) as MetricSeries

test('losses share a scale, and the other metrics another', () => {
  const plots = trainingPlots([series('accuracy', null, 0.5), series('train_loss', null, 2, null, 1)])
  expect(plots.map((plot) => [plot.title, plot.series])).toEqual([
    ['Loss', [{ name: 'Train loss', points: [[1, 2], [3, 1]] }]],
    ['Quality', [{ name: 'Accuracy', points: [[1, 0.5]] }]],
  ])
})

test('of many trials the curves of those ranked first are drawn, in that order', () => {
  const all = Array.from({ length: 20 }, (_, at) => series('accuracy', at + 1, at))
  expect(trialsPlot(all, 'accuracy', [7, 3]).series.map((one) => one.name)).toEqual(['trial 7', 'trial 3'])
  expect(trialsPlot(all, 'accuracy', all.map((one) => one.trial!)).series).toHaveLength(8)
  expect(metricNames([series('loss', 1), series('accuracy', 1), series('loss', 2)], 'loss')).toEqual(['loss', 'accuracy'])
})
