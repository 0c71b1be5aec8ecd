import { expect, test } from 'vitest'
import { startWaiting } from './api'
import { useBrowser } from './browser'

const { open } = useBrowser()

test('what a step waits for is shown for what it is, in the picture and in words', async () => {
  const run = await startWaiting()
  const { page, faults } = await open(`/instances/${run}?step=parcel`)
  const picture = page.getByLabel('Picture of Waiting')
  await picture.getByText('signal shipped · order 17').waitFor()
  await picture.getByText(/^until /).waitFor()
  await picture.getByText(/^waits for 64 GPUs|needs 64 GPUs/).waitFor()
  const waits = page.getByRole('list', { name: 'What it waits for' })
  await waits.getByText(/It waits for the signal shipped about order 17/).waitFor()
  await waits.getByText(/It is given up/).waitFor()
  expect(faults).toEqual([])
})
