import { expect, test } from 'vitest'
import { alignSeries, summary } from './curve-data'

test('series of different steps share one axis', () => {
  expect(alignSeries([{ name: 'a', points: [[1, 10], [3, 30]] }, { name: 'b', points: [[2, 20]] }])).toEqual([[1, 2, 3], [10, null, 30], [null, 20, null]])
})

test('the curves can be said in words', () => {
  expect(summary({ kind: 'plot', title: 'Training', bars: false, x: 'epoch', y: 'loss', series: [{ name: 'loss', points: [[1, 0.5], [2, 0.25]] }, { name: 'none', points: [] }] })).toBe(
    'Training by epoch: loss from 0.5 to 0.25; none has no points yet.',
  )
})
