import type { Page } from 'playwright-core'

/** Waits until what an event has led to is drawn. */
export const nextFrame = (page: Page): Promise<unknown> => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
