import { expect, inject, test } from 'vitest'
import { startRelease, startReview } from './api'
import { useBrowser } from './browser'

const { open } = useBrowser()

test('the inbox is narrowed by pipeline, step, role and due, and the address keeps it', async () => {
  await startRelease('sorted one')
  await startReview('sorted two')
  const { page, faults } = await open('/inbox?show=all&q=sorted')
  const listed = (count: number) => page.getByRole('list', { name: new RegExp(`^${count} task`) }).waitFor()
  const filters = () => page.getByRole('button', { name: /^Filters/ })
  await listed(2)
  await filters().click()
  for (const [label, value, narrowed] of [['Pipeline', 'Release', 2], ['Step', 'Requirements', 1], ['Step', 'Review', 1], ['Role', 'Model validator', 1], ['Due', 'Within a week', 1]] as const) {
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: value, exact: true }).click()
    await listed(narrowed)
  }
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ show: 'all', q: 'sorted', pipeline: 'release', step: 'review', role: 'model_validator', due: 'week' })
  await page.reload()
  await listed(1)
  await page.getByRole('link', { name: /Release sorted two\?/ }).waitFor()
  await page.getByRole('button', { name: 'Filters, 4 set' }).waitFor()
  expect(faults).toEqual([])
})

test('a task is claimed, handed to somebody else, and put back', async () => {
  await fetch(`${inject('address')}/api/v1/people/vito`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ roles: ['model_validator'], display: 'Vito Validator' }) })
  const { task } = await startReview('handed over')
  const { page, faults } = await open(`/inbox/${task.id}`)
  await page.getByRole('button', { name: 'Nobody works on it' }).click()
  await page.getByRole('menuitem', { name: 'Claim it' }).click()
  await page.getByRole('button', { name: 'You work on it' }).click()
  await page.getByRole('menuitem', { name: 'Vito Validator' }).click()
  await page.getByText('Somebody else works on this; take it over to decide it.').waitFor()
  await page.getByRole('button', { name: 'Work as Vito Validator' }).click()
  await page.getByRole('button', { name: 'You work on it' }).click()
  await page.getByRole('menuitem', { name: 'Put it back' }).click()
  await page.getByRole('button', { name: 'Nobody works on it' }).waitFor()
  await page.getByRole('button', { name: /^Approve/ }).waitFor()
  expect(faults).toEqual([])
})
