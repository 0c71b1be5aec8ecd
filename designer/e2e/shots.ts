import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'

const folder = resolve(import.meta.dirname, '../screenshots')
const settled = 500 // milliseconds for the layout of pictures; nothing depends on it but how the pictures look
const widths = [1440, 1024, 720]

/** What a page looks like now: light and dark, wide, narrower and narrow. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'), undefined, { timeout: 60_000 })
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await page.mouse.move(width - 1, 899)
    await page.waitForTimeout(settled)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.waitForTimeout(150)
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}${width === widths[0] ? '' : `-${width}`}.png` })
    }
  }
  await page.setViewportSize({ width: widths[0]!, height: 900 })
}

/** One of the pictures that the README shows. */
export async function shootForReadme(page: Page, name: string, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.reload()
  await page.locator('.react-flow__node').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'), undefined, { timeout: 60_000 })
  await page.mouse.move(size.width - 1, size.height - 1)
  await page.waitForTimeout(settled)
  await page.screenshot({ path: `${folder}/${name}.png` })
  await page.setViewportSize({ width: widths[0]!, height: 900 })
}
