import { afterAll, expect, test } from 'vitest'
import { startRelease } from './api'
import { useBrowser } from './browser'
import { startWorkspace } from './server'

const { open } = useBrowser()
const server = await startWorkspace()
afterAll(() => server.remove())

test('when the server goes away the page says so, and goes on by itself when it is back', async () => {
  const { page } = await open(`${server.address}/inbox`, 'sam')
  await page.getByRole('link', { name: /What must first do/ }).waitFor()

  await server.stop()
  await page.getByText('The server does not answer').waitFor()
  await server.start()
  await startRelease('after the restart', server.address)

  await page.getByRole('link', { name: /What must after the restart do/ }).waitFor()
  await expect.poll(() => page.getByText('The server does not answer').count()).toBe(0)
  expect(await page.getByRole('link', { name: /What must/ }).count()).toBe(2)
})
