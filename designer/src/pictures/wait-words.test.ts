import { expect, test } from 'vitest'
import type { StepWait } from '../api/instances'
import { machineWords, needWords, wordsFor } from './wait-words'

const now = new Date('2026-03-02T12:00:00')
const at = (time: string) => new Date(time).toISOString()
const waits = (what: Partial<StepWait>) => wordsFor({ instance: 'i', node: 'n', ...what }, now)
const queued = { pool: 'default', cores: 1, memory: 0, gpus: 0, since: '', ahead: 0 }

test.each<[Partial<StepWait>, string, string]>([
  [{ until: at('2026-03-02T14:30:00') }, 'waiting', 'until 14:30'],
  [{ signal: { name: 'shipped', correlation: '' } }, 'waiting', 'signal shipped'],
  [{ signal: { name: 'shipped', correlation: 'order 17' }, times_out_at: at('2026-03-03T12:00:00') }, 'waiting', 'signal shipped · order 17'],
  [{ next_check: at('2026-03-02T12:05:00') }, 'waiting', 'looks again at 12:05'],
  [{ retry_at: at('2026-03-02T12:01:00'), times_out_at: at('2026-03-02T13:00:00') }, 'retrying', 'again at 12:01'],
  [{ queued }, 'queued', 'waits for a worker'],
  [{ queued: { ...queued, gpus: 2, pool: 'big', ahead: 3 } }, 'queued', 'waits for 2 GPUs of big · 3 before it'],
  [{ queued: { ...queued, gpus: 4, ahead: 3, hindrance: 'it needs 4 GPUs; the largest node has 1' } }, 'queued', 'waits for 4 GPUs'],
])('a wait reads as what it is: %j', (wait, state, text) => {
  expect(waits(wait)).toMatchObject({ state, text })
})

test('a running job that would be given up some time waits for nothing', () => {
  expect(waits({ times_out_at: at('2026-03-02T13:00:00') })).toBeUndefined()
})

test('what a job needs is told in units', () => {
  expect(needWords({ ...queued, cores: 2, memory: 2 ** 31, gpus: 1 })).toBe('2 cores, 2.0 GiB, 1 GPU')
})

test('what no machine can take waits for a machine that could', () => {
  expect(machineWords({ ...queued, gpus: 64 })).toBe('a machine with 64 GPUs')
  expect(machineWords({ ...queued, cores: 4, pool: 'a100' })).toBe('a machine with 4 cores in the pool a100')
})
