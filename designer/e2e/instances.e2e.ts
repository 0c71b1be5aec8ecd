import { expect, test } from 'vitest'
import { json, startWaiting } from './api'
import { useBrowser } from './browser'

const { open } = useBrowser()

test('what a step waits for is shown for what it is, in the picture and in words', async () => {
  const run = await startWaiting()
  const { page, faults } = await open(`/instances/${run}?step=parcel`)
  await page.getByText(/^Waiting( for a machine with 64 GPUs)?$/).last().waitFor()
  const picture = page.getByLabel('Picture of Waiting')
  await picture.getByText('signal shipped · order 17').waitFor()
  await picture.getByText(/^until /).waitFor()
  await picture.getByText(/^waits for 64 GPUs|needs 64 GPUs/).waitFor()
  const waits = page.getByRole('list', { name: 'What it waits for' })
  await waits.getByText(/It waits for the signal shipped about order 17/).waitFor()
  await waits.getByText(/It is given up/).waitFor()
  expect(faults).toEqual([])
})

test('a move to another version shows what it would do, and is done', async () => {
  const run = await startWaiting()
  await json('/definitions', { file: 'later.dlflow', as: 'dana' })
  const { page, faults } = await open(`/instances/${run}`)
  await page.getByRole('button', { name: 'Move to a version…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Move to another version' })
  await dialog.getByText('Nothing stands in the way.').waitFor()
  await dialog.getByText('it goes on as it was entered').first().waitFor()
  await dialog.getByRole('button', { name: 'Move the run' }).click()
  await page.getByText('The run has moved').waitFor()
  expect(faults).toEqual([])
})
