import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, beforeAll, inject, onTestFailed } from 'vitest'

const places = [process.env['DEEPFLOW_CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export interface Opened {
  page: Page
  context: BrowserContext
  /** What went wrong in the page: errors in the console, exceptions. */
  faults: string[]
}

/** How many times slower than this machine the pages shall think that theirs is: what breaks then breaks on a busy machine too. */
const slower = Number(process.env['DEEPFLOW_SLOWER'] ?? 1)

let browser: Browser

/** Opens pages in a browser that lasts as long as the file's tests. */
export function useBrowser(): { open: (path: string, as?: string, theme?: 'light' | 'dark', size?: { width: number; height: number }) => Promise<Opened> } {
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    const executablePath = places.find((place) => place !== '' && existsSync(place))
    if (!executablePath) throw new Error('There is no Chromium here: install the package chromium, or name one in DEEPFLOW_CHROMIUM.')
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    })
  })
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await browser.close()
  })
  return {
    open: async (path, as = 'vera', theme = 'light', size = { width: 1440, height: 900 }) => {
      const context = await browser.newContext({ viewport: size, colorScheme: theme, reducedMotion: 'reduce' })
      contexts.push(context)
      await context.addInitScript((name) => localStorage.getItem('deepflow.as') ?? localStorage.setItem('deepflow.as', JSON.stringify(name)), as)
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      if (slower > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slower })
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => message.type() === 'error' && !/ERR_|status of (404|503)/.test(message.text()) && faults.push(message.text()))
      // What it looked like is worth more than a line number.
      onTestFailed(async ({ task }) => void (await page.screenshot({ path: join(import.meta.dirname, '../screenshots', `failed ${task.name.slice(0, 150)}.png`) }).catch(() => {})))
      await page.goto(new URL(path, inject('address')).href)
      return { page, context, faults }
    },
  }
}
