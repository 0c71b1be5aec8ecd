import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'vitest'
import { useBrowser } from './browser'
import { everyPage } from './pages'

const { open } = useBrowser()

test('axe finds no serious fault on any page, light or dark', async () => {
  const found: string[] = []
  for (const { name, path, as } of await everyPage())
    for (const theme of ['light', 'dark'] as const) {
      const { page, context, faults } = await open(path, as, theme)
      await page.getByRole('main').waitFor()
      await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
      for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical') found.push(`${name} (${theme}): ${id} at ${nodes.map((node) => `${node.html.slice(0, 160)} (${node.any.map((one) => one.message).join(' ')})`).join('; ')}`)
      found.push(...faults.map((fault) => `${name}: ${fault}`))
      await context.close()
    }
  expect(found).toEqual([])
}, 180_000)
