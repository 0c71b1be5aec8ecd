import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'vitest'
import { useBrowser } from './browser'
import { everyPage } from './pages'

const folder = resolve(import.meta.dirname, '../screenshots')
const settled = 1500 // milliseconds for the layout of pictures; nothing depends on it but how the pictures look

const { open } = useBrowser()

test('every page, light and dark', async () => {
  mkdirSync(folder, { recursive: true })
  for (const { name, path, as } of await everyPage())
    for (const theme of ['light', 'dark'] as const) {
      const { page, context } = await open(path, as, theme)
      await page.getByRole('main').waitFor()
      await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
      await page.waitForTimeout(settled)
      await page.screenshot({ path: `${folder}/${name}-${theme}.png` })
      await context.close()
    }
}, 300_000)
