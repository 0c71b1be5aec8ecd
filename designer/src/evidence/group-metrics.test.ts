import { expect, test } from 'vitest'
import { groupMetrics } from './group-metrics'

test('a number and its interval are one, and numbers of many classes are a family', () => {
  const grouped = groupMetrics([
    ['accuracy', 0.85],
    ['accuracy_high', 0.86],
    ['accuracy_low', 0.84],
    ['macro_f1', 0.8],
    ['recall_bag', 0.9],
    ['recall_ankle_boot', 0.95],
    ['recall_coat', 0.7],
  ])
  expect(grouped.alone).toEqual([{ name: 'accuracy', value: 0.85, low: 0.84, high: 0.86 }, { name: 'macro_f1', value: 0.8 }])
  expect(grouped.families).toEqual([{ name: 'recall', members: [['bag', 0.9], ['ankle boot', 0.95], ['coat', 0.7]] }])
})
