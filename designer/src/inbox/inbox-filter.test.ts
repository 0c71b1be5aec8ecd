import { expect, test } from 'vitest'
import type { HumanTask } from '../api/tasks'
import { applyFilter, readFilter, writeFilter, type InboxFilter } from './inbox-filter'

const now = new Date('2026-03-01T12:00:00Z')
const usual: InboxFilter = { show: 'me', q: '', pipeline: '', role: '', due: '' }
const vera = { name: 'vera', display: 'Vera', roles: ['model_validator'] }

const task = (id: string, more: Partial<HumanTask> = {}) =>
  ({ id, title: `Task ${id}`, node: 'review', pipeline: 'release', roles: ['model_validator'], status: 'open', created_at: `2026-02-0${id}T00:00:00Z`, due_at: null, ...more }) as HumanTask

const ids = (tasks: HumanTask[]) => tasks.map((one) => one.id)

test('a filter comes back from its address, and the usual one needs none', () => {
  expect(writeFilter(usual).toString()).toBe('')
  const filter: InboxFilter = { show: 'all', q: 'a b', pipeline: 'release', role: 'data_engineer', due: 'overdue' }
  expect(readFilter(writeFilter(filter))).toEqual(filter)
  expect(readFilter(new URLSearchParams('show=nonsense&due=never'))).toEqual(usual)
})

test('the most pressing comes first', () => {
  const tasks = [task('1'), task('2', { due_at: '2026-03-02T00:00:00Z' }), task('3', { due_at: '2026-02-28T00:00:00Z' })]
  expect(ids(applyFilter(tasks, usual, vera, now))).toEqual(['3', '2', '1'])
  expect(ids(applyFilter(tasks, { ...usual, due: 'overdue' }, vera, now))).toEqual(['3'])
  expect(ids(applyFilter(tasks, { ...usual, due: 'today' }, vera, now))).toEqual(['3', '2'])
})

test('mine are those of my roles and everyone\'s', () => {
  const tasks = [task('1'), task('2', { roles: ['devops_engineer'] }), task('3', { roles: ['everyone'] })]
  expect(ids(applyFilter(tasks, usual, vera, now))).toEqual(['1', '3'])
  expect(ids(applyFilter(tasks, usual, null, now))).toEqual(['3'])
  expect(applyFilter(tasks, { ...usual, show: 'all' }, vera, now)).toHaveLength(3)
})

test('every word of a search must be there', () => {
  const tasks = [task('1', { title: 'Promote fashion@1?' }), task('2', { title: 'Promote news@4?' })]
  expect(ids(applyFilter(tasks, { ...usual, q: 'fashion promote' }, vera, now))).toEqual(['1'])
})
