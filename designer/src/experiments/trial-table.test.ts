import { expect, test } from 'vitest'
import type { ExperimentDetail, Trial } from '../api/experiments'
import { bestOf, goalOf, logarithmic, parametersOf, progressOf } from './trial-table'

const trial = (number: number, parameters: Record<string, unknown>, ...scores: (number | null)[]) =>
  ({ number, parameters, started_at: '', scores: scores.map((score, rung) => ({ rung, epochs: 3 ** rung, score })) }) as unknown as Trial
const up = { metric: 'accuracy', up: true }

test('the best trial is the one that went furthest, and there the one with the best score', () => {
  const trials = [trial(1, {}, 0.99), trial(2, {}, 0.5, 0.6), trial(3, {}, 0.4, 0.7), trial(4, {}, null)]
  expect(bestOf(trials, up)?.number).toBe(3)
  expect(bestOf(trials, { metric: 'loss', up: false })?.number).toBe(2)
  expect(bestOf([], up)).toBeUndefined()
})

test('the way to the best score never falls back, and leaves out what diverged', () => {
  const [best, each] = progressOf([trial(1, {}, 0.5), trial(2, {}, null), trial(3, {}, 0.4), trial(4, {}, 0.8)], up).series
  expect(best!.points).toEqual([[1, 0.5], [3, 0.5], [4, 0.8]])
  expect(each!.points).toEqual([[1, 0.5], [3, 0.4], [4, 0.8]])
})

test('what is looked for and how is read from the configuration, whatever it holds', () => {
  const detail = (configuration: unknown) => ({ configuration }) as ExperimentDetail
  expect(goalOf(detail({ search: { metric: 'loss', goal: 'minimize' } }))).toEqual({ metric: 'loss', up: false })
  expect(goalOf(detail('nonsense'))).toEqual({ metric: 'score', up: true })
  expect([...logarithmic(detail({ space: { lr: { $: 'log' }, drop: { $: 'uniform' }, odd: 3 } }))]).toEqual(['lr'])
  expect(parametersOf([trial(1, { lr: 1 }), trial(2, { lr: 2, drop: 3 })])).toEqual(['lr', 'drop'])
})
