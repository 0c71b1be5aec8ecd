import { expect, inject, test } from 'vitest'
import { decide, openTask, startRelease, startReview } from './api'
import { useBrowser } from './browser'

const { open } = useBrowser()

test('a task appears without a reload, is sent back on the picture, and comes again in the next round', async () => {
  const { page, faults } = await open('/inbox')
  const { run } = await startReview('loop')
  await page.getByRole('link', { name: /Release loop\?/ }).click()
  await page.getByRole('button', { name: 'Reject…' }).waitFor()
  await page.keyboard.press('r')
  await page.getByRole('radio', { name: 'requirements' }).click()
  await page.getByLabel('Why?').fill('It is not said how quick.')
  await page.getByRole('button', { name: /^Reject, back to requirements/ }).click()
  await page.getByText('Reject: Release loop?').waitFor()

  const again = await openTask(run, 'requirements')
  expect(again.iteration).toBe(2)
  await decide(again.id, { outcome: 'done', as: 'sam', comment: 'Under a second.' })
  await page.getByRole('link', { name: /Release loop\?.*round 2/ }).click()
  await page.getByText('Earlier rounds').waitFor()
  await page.getByRole('button', { name: 'Approve' }).waitFor()
  await page.keyboard.press('a')
  await page.getByText('Approve: Release loop?').waitFor()

  await page.goto(`${inject('address')}/instances/${run}`)
  await page.getByText('Finished').waitFor()
  await page.getByLabel('Picture of Release').getByText('×2').first().waitFor()
  expect(faults).toEqual([])
})

test('what was typed is there after a reload', async () => {
  const { task } = await startReview('typed')
  const { page } = await open(`/inbox/${task.id}`)
  const decision = page.getByRole('textbox', { name: 'Comment' })
  const said = page.getByRole('textbox', { name: 'Say something without deciding' })
  await decision.fill('half a thought')
  await said.fill('the other half')
  await page.reload()
  await expect.poll(() => decision.inputValue()).toBe('half a thought')
  expect(await said.inputValue()).toBe('the other half')
  await page.getByRole('button', { name: 'Say it' }).click()
  await expect.poll(() => said.inputValue()).toBe('') // it is sent
  await page.reload()
  await page.getByText('the other half', { exact: true }).waitFor()
  expect(await said.inputValue()).toBe('')
})

test('whoever leaves before a decision is answered stays where they are, is told, and what was written is not kept any longer', async () => {
  const { task } = await startReview('left behind')
  const { page, faults } = await open(`/inbox/${task.id}`)
  let answer = () => {}
  const later = new Promise<void>((done) => (answer = done))
  await page.route('**/decisions', (route) => later.then(() => route.continue()))
  await page.getByRole('textbox', { name: 'Comment' }).fill('It is fine.')
  const asked = page.waitForRequest('**/decisions')
  await page.getByRole('button', { name: 'Approve' }).click()
  await asked
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Runs' }).click()
  await page.getByRole('table', { name: 'Runs' }).waitFor()
  answer()
  await page.getByText('Approve: Release left behind?').waitFor()
  expect(new URL(page.url()).pathname).toBe('/instances')
  expect(await page.evaluate((id) => localStorage.getItem(`deepflow.draft.${id}`), task.id)).toBeNull()
  expect(faults).toEqual([])
})

test('a task that somebody else decides meanwhile says so, and keeps what was written', async () => {
  const { task } = await startReview('overtaken')
  const { page } = await open(`/inbox/${task.id}`)
  await page.getByRole('textbox', { name: 'Comment' }).fill('my view')
  await decide(task.id, { outcome: 'approve', as: 'vera' })
  const told = page.getByRole('status').filter({ hasText: 'decided' })
  await told.waitFor()
  const text = await told.innerText()
  expect(text).toContain('while you had it open')
  expect(text).toContain('my view')
  expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0)
})

test('only those for whom a task is may decide it, and others are told who can', async () => {
  const { task } = await startReview('not mine')
  const { page } = await open(`/inbox/${task.id}?show=all`, 'dana')
  await page.getByText('This is for Model validator; you work as Dana Data.').waitFor()
  await page.getByRole('button', { name: 'Work as Vera Validator' }).click()
  await page.getByRole('button', { name: /^Approve/ }).waitFor()
})

test('the keyboard alone moves through the list and opens a task, also with keys that come faster than pages are drawn', async () => {
  for (const name of ['keyed one', 'keyed two', 'keyed three']) await startRelease(name)
  const { page } = await open('/inbox?q=keyed', 'sam')
  const list = page.getByRole('list', { name: /^3 tasks/ })
  await list.waitFor()
  await list.getByRole('link').nth(2).waitFor()
  const places = await list.getByRole('link').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href))
  const isAt = (place: string) => list.locator(`[aria-current][href="${new URL(place).pathname}${new URL(place).search}"]`).waitFor()
  await page.keyboard.press('j')
  await isAt(places[0]!)
  await Promise.all(['j', 'j', 'j', 'k'].map((key) => page.keyboard.press(key)))
  await isAt(places[1]!)
  await page.keyboard.press('/')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('keyed one')
  await page.getByRole('list', { name: /^1 tasks/ }).waitFor()
  await expect.poll(() => page.url()).toContain('q=keyed+one')
  await page.keyboard.press('Escape')

  // A pair that the frame takes is over for the inbox too, which has come after the frame.
  await page.getByRole('link', { name: 'Runs' }).click()
  await page.getByRole('table', { name: 'Runs' }).waitFor()
  await Promise.all(['g', 'i'].map((key) => page.keyboard.press(key)))
  await page.getByRole('region', { name: 'Tasks' }).getByRole('link').first().waitFor()
  await Promise.all(['g', 'i', 'j'].map((key) => page.keyboard.press(key)))
  await page.locator('[aria-label="Tasks"] [aria-current]').waitFor()
})
