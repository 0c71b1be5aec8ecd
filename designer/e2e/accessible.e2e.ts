import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useBrowser } from './browser'
import { everyPage } from './pages'

const { open } = useBrowser()
const themes = ['light', 'dark'] as const

/** Serious faults of a part of the page. In the dark only colours are others. */
async function serious(page: Page, part: string, theme: (typeof themes)[number]): Promise<string[]> {
  await page.evaluate((name) => document.documentElement.setAttribute('data-mantine-color-scheme', name), theme)
  // Its other way of running opens a page of its own for each look.
  const axe = new AxeBuilder({ page }).include(part).setLegacyMode(true)
  const { violations } = await (theme === 'light' ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']) : axe.withRules('color-contrast')).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${theme}: ${id} at ${nodes.map((node) => `${node.html.slice(0, 160)} (${node.any.map((one) => one.message).join(' ')})`).join('; ')}`)
}

test('axe finds no serious fault on any page, in any dialog or menu, light or dark', async () => {
  const found: string[] = []
  const { page, faults } = await open('/inbox')
  const look = async (what: string, part: string) => {
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
    for (const theme of themes) found.push(...(await serious(page, part, theme)).map((fault) => `${what}, ${fault}`))
  }
  for (const { name, path, as = 'vera', opens = [] } of await everyPage()) {
    await page.evaluate((who) => localStorage.setItem('deepflow.as', JSON.stringify(who)), as)
    await page.goto(new URL(path, page.url()).href)
    await page.getByRole('main').waitFor()
    await look(name, 'html')
    for (const one of opens) {
      await one.open(page)
      await page.locator(one.shows).last().waitFor()
      await look(`${name}, ${one.name}`, one.shows)
      await page.keyboard.press('Escape')
      await page.locator(one.shows).waitFor({ state: 'detached' })
    }
    found.push(...faults.splice(0).map((fault) => `${name}: ${fault}`))
  }
  expect(found).toEqual([])
}, 240_000)
