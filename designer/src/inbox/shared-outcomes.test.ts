import { expect, test } from 'vitest'
import type { JournalRow } from '../api/instances'
import { askedIn } from './asked-in'
import type { Row } from './inbox-filter'
import { sharedOutcomes } from './shared-outcomes'

const row = (...outcomes: [string, string[]][]) => ({ outcomes: outcomes.map(([name, targets]) => ({ name, targets })) }) as unknown as Row

test('together is decided what all have in common, and what needs no place to go back to', () => {
  const names = (rows: Row[]) => sharedOutcomes(rows).map((outcome) => outcome.name)
  expect(names([row(['approve', []], ['reject', ['a', 'b']])])).toEqual(['approve'])
  expect(names([row(['approve', []], ['reject', ['a']]), row(['reject', ['b']], ['approve', []], ['later', []])])).toEqual(['approve', 'reject'])
  expect(names([row(['approve', []]), row(['done', []])])).toEqual([])
  expect(names([])).toEqual([])
})

test('people are asked where a step with a task is entered, and again where it goes to others', () => {
  const rows = [{ kind: 'entered', data: { task: 't' } }, { kind: 'entered', data: { job: 'j' } }, { kind: 'escalated', data: { task: 'u' } }, { kind: 'completed', data: { task: 'v' } }]
  expect(askedIn(rows as unknown as JournalRow[])).toEqual(['t', 'u'])
})
