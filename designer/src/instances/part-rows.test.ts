import { expect, test } from 'vitest'
import type { PartView } from '../api/instances'
import { partsInWords } from '../pictures/part-words'
import { partRows } from './part-rows'

const part = (name: string, rest: Partial<PartView>): PartView => ({ id: name, part: name, iteration: 1, attempt: 1, status: 'completed', progress: 0, progress_text: '', ...rest }) as PartView
const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 12, 0, second)).toISOString()

test('what is worked on comes first, then what waits, then what has ended, the latest first', () => {
  const rows = partRows(
    [
      part('early', { ended_at: at(1) }),
      part('late', { ended_at: at(9) }),
      part('next', { status: 'queued' }),
      part('again', { status: 'queued', retry_at: at(30), failures: 1 }),
      part('now', { status: 'running', progress: 0.4, progress_text: 'epoch 2 of 5', worker: 'node-1/0123456789ab', started_at: at(3) }),
      part('of another round', { iteration: 2 }),
    ],
    1,
  )
  expect(rows.map((row) => row.name)).toEqual(['now', 'again', 'next', 'late', 'early'])
  expect(rows[0]).toMatchObject({ state: 'running', progress: 0.4, text: 'epoch 2 of 5', worker: '456789ab', from: Date.parse(at(3)) })
  expect(rows[1]).toMatchObject({ state: 'retrying', text: expect.stringMatching(/^attempt 2 at /) })
})

test('a part that failed tells why, and one that was kept says so', () => {
  expect(partRows([part('a', { status: 'failed', error: 'it diverged', ended_at: at(1) })], 1)[0]).toMatchObject({ state: 'failed', text: 'it diverged' })
  expect(partRows([part('a', { kept_from: 'b', ended_at: at(1) })], 1)[0]!.text).toBe('kept from an earlier try')
})

test('parts are counted in words', () => {
  expect(partsInWords({ total: 12, done: 7, running: 2, failed: 1 })).toBe('7 of 12 parts done, 2 running, 1 failed')
  expect(partsInWords({ total: 1, done: 0, running: 0, failed: 0 })).toBe('0 of 1 part done')
})
