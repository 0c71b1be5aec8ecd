import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { decide, json, openTask, startRelease } from './api'
import { seriousFaults } from './axe'
import { useBrowser } from './browser'
import { hasData } from './fashion-data'
import { addPeople, startNewWorkspace } from './server'

const { open } = useBrowser()
const server = await startNewWorkspace()
afterAll(() => server.remove())

test('a new installation explains itself, and says why the demo cannot be set up', async () => {
  const empty = join(server.folder, 'no-data')
  mkdirSync(empty)
  const { page, context, faults } = await open(`${server.address}/`)
  await page.getByRole('heading', { name: 'Welcome to DeepFlow' }).waitFor()
  expect(await page.getByRole('term').allInnerTexts()).toEqual(['Pipeline', 'Run', 'Task'])
  await page.getByRole('button', { name: 'Run the demo' }).waitFor()
  await page.getByRole('button', { name: 'Who are you?' }).waitFor()
  expect(await seriousFaults(page, 'welcome')).toEqual([])

  await json('/demo', { data: empty }, server.address)
  await expect.poll(() => json<{ stage: string }>('/demo', undefined, server.address)).toMatchObject({ stage: 'failed', problem: { code: 'source_missing' } })
  await page.reload()
  await page.getByRole('alert').getByText('train-images-idx3-ubyte').waitFor()
  expect(await seriousFaults(page, 'welcome, the demo cannot be set up')).toEqual([])
  await page.getByLabel("A folder with Fashion-MNIST's four .gz files").fill(join(server.folder, 'nowhere'))
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('alert').getByText('There is no folder').waitFor()
  expect(faults.filter((fault) => !fault.includes('400'))).toEqual([])
  await context.close()
})

test('whoever comes first says who they are, and draws; others are added by name', async () => {
  const fresh = await startNewWorkspace()
  try {
    const { page, context, faults } = await open(`${fresh.address}/inbox`, '')
    await page.getByRole('link', { name: 'Draw a pipeline' }).click()
    await page.getByRole('button', { name: 'New pipeline' }).click()
    await page.getByLabel('Your name').fill('Zoë de Vries')
    expect(await page.getByLabel('Short name').inputValue()).toBe('zoe')
    await expect.poll(() => page.getByRole('checkbox', { name: 'Data scientist' }).isChecked()).toBe(true)
    expect(await seriousFaults(page, 'the first person')).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByLabel('What is it called?').fill('First draft')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Working as Zoë de Vries; choose another person' }).click()
    expect(new URL(page.url()).pathname).toBe('/designer/First_draft.dlflow')

    await page.getByRole('menuitem', { name: 'Add a person…' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Zoe Other')
    await page.getByText('Somebody here is called so already.').waitFor()
    await page.getByLabel('Short name').fill('other')
    await page.getByRole('checkbox', { name: 'Data engineer' }).check()
    await page.getByLabel('Other roles').fill('legal_counsel')
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const [other, zoe] = await json<{ name: string; display: string; roles: string[] }[]>('/people', undefined, fresh.address)
    expect(other).toMatchObject({ name: 'other', display: 'Zoe Other', roles: ['data_engineer', 'legal_counsel'] })
    expect(zoe).toMatchObject({ name: 'zoe', display: 'Zoë de Vries' })
    expect(zoe!.roles).toContain('owner')
    expect(faults).toEqual([])
    await context.close()
  } finally {
    await fresh.remove()
  }
})

test.skipIf(!hasData)('the demo is one click, and asks its first question in the inbox', async () => {
  const { page } = await open(`${server.address}/`)
  await page.getByRole('button', { name: /Run the demo|Try again/ }).click()
  await page.getByRole('link', { name: /What must the classifier do/ }).click()
  await page.getByRole('button', { name: /^Begin/ }).waitFor()
  expect(readdirSync(join(server.folder, 'pipelines/fashion')).toSorted()).toEqual(['data.dlflow', 'deployment.dlflow', 'lifecycle.dlflow', 'model.dlflow'])
})

test('when the server goes away the page says so, and goes on by itself when it is back, with nothing lost and nothing twice', async () => {
  await addPeople(server.address)
  await json('/definitions', { file: 'release.dlflow', as: 'dana' }, server.address)
  const run = await startRelease('first', server.address)
  const { page } = await open(`${server.address}/inbox?pipeline=release`, 'sam')
  const { page: journal } = await open(`${server.address}/instances/${run}?view=journal`, 'sam')
  await page.getByRole('link', { name: /What must first do/ }).waitFor()
  await journal.getByText('People were asked').waitFor()

  await server.stop()
  await page.getByText('The server does not answer').waitFor()
  await server.start()
  await startRelease('after the restart', server.address)
  await decide((await openTask(run, 'requirements', server.address)).id, { outcome: 'done', as: 'sam', comment: 'Quick.' }, server.address)

  await page.getByRole('link', { name: /What must after the restart do/ }).waitFor()
  await expect.poll(() => page.getByText('The server does not answer').count()).toBe(0)
  await expect.poll(() => page.getByRole('link', { name: /What must/ }).count()).toBe(1)
  await journal.getByText('Decided: Done').waitFor()
  const written = await json<unknown[]>(`/instances/${run}/journal`, undefined, server.address)
  await expect.poll(() => journal.getByRole('region', { name: 'Journal' }).getByRole('listitem').count()).toBe(written.length)
})
