import { expect, test } from 'vitest'
import type { HumanTask } from '../api/tasks'
import { decidedRows, questionOf, readFilter, writeFilter, type InboxFilter } from './inbox-filter'

const usual: InboxFilter = { show: 'roles', q: '', pipeline: '', step: '', role: '', due: '' }

test('a filter comes back from its address, and the usual one needs none', () => {
  expect(writeFilter(usual).toString()).toBe('')
  const filter: InboxFilter = { show: 'all', q: 'a b', pipeline: 'release', step: 'review', role: 'data_engineer', due: 'overdue' }
  expect(readFilter(writeFilter(filter))).toEqual(filter)
  expect(readFilter(new URLSearchParams('show=nonsense&due=never'))).toEqual(usual)
})

test('the server is asked for a person\'s view, or for everything where nobody works here', () => {
  expect(questionOf({ ...usual, q: ' fast ', step: 'review', due: 'week' }, 'vera')).toEqual({ view: 'roles', as: 'vera', search: 'fast', step: 'review', due: 'week' })
  expect(questionOf({ ...usual, show: 'mine' }, '')).toEqual({ view: 'all' })
})

test('decided tasks are found by every word, the latest first', () => {
  const task = (id: string, title: string, at: string) =>
    ({ id, title, node: 'review', pipeline: 'release', roles: [], outcomes: [{ name: 'approve', label: 'Approve' }], outcome: 'approve', decided_by: 'vera', decided_at: at, iteration: 1, created_at: at }) as unknown as HumanTask
  const tasks = [task('1', 'Promote fashion@1?', '2026-01-01'), task('2', 'Promote news@4?', '2026-01-02'), task('3', 'Promote fashion@2?', '2026-01-03')]
  expect(decidedRows(tasks, { ...usual, q: 'fashion validator' }, () => 'Vera Validator').map((row) => [row.id, row.below])).toEqual([['3', 'Vera Validator · Approve'], ['1', 'Vera Validator · Approve']])
})
