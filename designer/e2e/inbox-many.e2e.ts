import { expect, test } from 'vitest'
import { decide, openTask, startRelease, startReview } from './api'
import { useBrowser } from './browser'

const { open } = useBrowser()

test('several tasks are decided at once, and what was refused says why', async () => {
  const names = ['many one', 'many two', 'many three']
  const tasks = []
  for (const name of names) tasks.push((await startReview(name)).task)
  const { page, faults } = await open('/inbox?q=many')
  await page.getByRole('checkbox', { name: 'Select Release many one?' }).click()
  await page.getByRole('checkbox', { name: 'Select Release many three?' }).click({ modifiers: ['Shift'] })
  await page.getByRole('toolbar', { name: 'Selected tasks' }).getByText('3 selected').waitFor()
  await page.getByRole('button', { name: 'Approve 3…' }).click()
  // Somebody is quicker with one of them.
  const dialog = page.getByRole('dialog', { name: 'Approve 3 tasks?' })
  await dialog.getByText('Release many two?').waitFor()
  await decide(tasks[1]!.id, { outcome: 'approve', as: 'vera' })
  await dialog.getByLabel('Comment').fill('All alike.')
  await dialog.getByRole('button', { name: 'Approve 3', exact: true }).click()
  const told = page.getByRole('dialog', { name: 'Approve: 2 of 3' })
  await told.getByText('"Release many two?" is decided already').waitFor()
  expect(faults).toEqual([])
})

test('the browser is asked for notifications by a click only, and tells of a task that comes', async () => {
  const { page, context } = await open('/inbox', 'sam')
  await context.grantPermissions(['notifications'])
  await page.evaluate(() => {
    const told: string[] = []
    Object.assign(window, { told, asked: 0 })
    class Told {
      static permission: NotificationPermission = 'default'
      static requestPermission = () => Promise.resolve((Told.permission = 'granted'))
      constructor(title: string) {
        told.push(title)
      }
    }
    Object.assign(window, { Notification: Told })
    document.hasFocus = () => false
  })
  expect(await page.evaluate(() => Notification.permission)).toBe('default')
  await page.getByRole('button', { name: 'Tell me of new tasks' }).click()
  await page.getByRole('button', { name: 'Stop telling of new tasks' }).waitFor()
  await openTask(await startRelease('announced'), 'requirements')
  await expect.poll(() => page.evaluate(() => (window as unknown as { told: string[] }).told)).toEqual(['What must announced do?'])
})
