import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const themes = ['light', 'dark'] as const

/** Serious faults of a part of the page, in both themes. */
export async function seriousFaults(page: Page, what: string, part = 'html'): Promise<string[]> {
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
  const found: string[] = []
  for (const theme of themes) found.push(...(await serious(page, part, theme)).map((fault) => `${what}, ${fault}`))
  return found
}

/** In the dark only colours are others. */
async function serious(page: Page, part: string, theme: (typeof themes)[number]): Promise<string[]> {
  await page.evaluate((name) => document.documentElement.setAttribute('data-mantine-color-scheme', name), theme)
  // Its other way of running opens a page of its own for each look.
  const axe = new AxeBuilder({ page }).include(part).setLegacyMode(true)
  const { violations } = await (theme === 'light' ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']) : axe.withRules('color-contrast')).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${theme}: ${id} at ${nodes.map((node) => `${node.html.slice(0, 160)} (${node.any.map((one) => one.message).join(' ')})`).join('; ')}`)
}
