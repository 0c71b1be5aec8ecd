import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { json, startReview } from './api'
import { useBrowser } from './browser'

const { open } = useBrowser()

const markup = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>[x](javascript:window.ran=1)'
const longName = `${'verylongname'.repeat(12)} ${'and more words '.repeat(20)}`

const hasRun = (page: Page) => page.evaluate(() => 'ran' in window)
const sticksOut = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)

test('HTML stays text, in data and in comments', async () => {
  const { run, task } = await startReview(markup)
  await json(`/tasks/${task.id}/comments`, { as: 'vera', text: markup })
  const { page, faults } = await open(`/inbox/${task.id}`)
  await page.getByRole('heading', { name: /<img src=x/ }).waitFor()
  await page.getByText(markup, { exact: true }).last().waitFor()
  await page.goto(`${inject('address')}/instances/${run}?step=review`)
  await page.getByText(markup).first().waitFor()
  expect(await page.getByRole('main').locator('img, a[href^="javascript"]').count()).toBe(0)
  expect(await hasRun(page)).toBe(false)
  expect(faults).toEqual([])
})

test('very long names and right-to-left text keep to their place', async () => {
  const hebrew = 'הדגם החדש מוכן'
  const { task } = await startReview(`${hebrew} ${longName}`)
  await json(`/tasks/${task.id}/comments`, { as: 'vera', text: `${hebrew} ${longName}` })
  const { page } = await open(`/inbox/${task.id}`, 'vera', 'light', { width: 1024, height: 700 })
  const heading = page.getByRole('heading', { name: new RegExp(hebrew) })
  await heading.waitFor()
  expect(await page.locator('p', { hasText: hebrew }).last().evaluate((text) => getComputedStyle(text).direction)).toBe('rtl')
  for (const part of [heading, page.getByRole('link', { name: new RegExp(hebrew) }), page.getByRole('button', { name: /^Approve/ })])
    expect(await part.evaluate((one) => one.getBoundingClientRect().right <= window.innerWidth)).toBe(true)
  expect(await sticksOut(page)).toBe(false)
})

/** Where the workspace's database listens: the fifth line of what it leaves about itself. */
const socket = () => readFileSync(join(inject('folder'), '.deepflow/postgres/data/postmaster.pid'), 'utf8').split('\n')[4]!
const psql = (sql: string) => spawnSync('psql', ['-h', socket(), '-U', 'app', '-d', 'postgres', '-v', 'ON_ERROR_STOP=1', '-Atqc', sql], { encoding: 'utf8' })

// The lines are written where a worker writes them; nothing that a pipeline can call says so much.
test.skipIf(spawnSync('psql', ['--version']).status !== 0)('a log of 10 MB is read from its end, also as it grows, searched and read from its beginning', async () => {
  const { hash } = await json<{ hash: string }>('/definitions', { file: 'waiting.dlflow', as: 'dana' })
  const run = (await json<{ id: string }>('/instances', { definition: hash, pipeline: 'waiting', as: 'dana' })).id
  await expect.poll(async () => (await json<unknown[]>(`/instances/${run}/jobs`)).length).toBe(1)
  const written = psql(`
    insert into deepflow.job_log (project, job, attempt, line) select project, id, 1, 'line ' || n || ' ' || repeat('x', 190) from deepflow.job, generate_series(1, 50000) n where root = '${run}';
    insert into deepflow.job_log (project, job, attempt, line) select project, id, 1, 'the last line' || repeat(' wide', 200000) from deepflow.job where root = '${run}'`)
  expect(written.stderr).toBe('')
  const { page, faults } = await open(`/instances/${run}?view=logs`)
  const log = page.getByRole('log')
  await log.getByText(/^the last line/).waitFor()
  expect(await log.locator('[data-index]').count()).toBeLessThan(200)
  psql(`insert into deepflow.job_log (project, job, attempt, line) select project, id, 1, 'one line more' from deepflow.job where root = '${run}'`)
  await log.getByText('one line more').waitFor()
  await page.getByLabel('Search the log').fill('line 44444 ')
  await log.getByText(/44444/).waitFor()
  await page.getByText('1 line', { exact: true }).waitFor()
  await page.getByLabel('Search the log').fill('')
  await page.getByRole('button', { name: 'From the beginning' }).click()
  await page.getByText(/^50[,.\s]?002 lines$/).waitFor()
  await log.getByText(/^line 1 /).waitFor()
  expect(await sticksOut(page)).toBe(false)
  expect(faults).toEqual([])
})
