import type { Locator, Page } from 'playwright-core'

/** A hand on the mouse; where words are wanted they are put in as a whole, into a field that was clicked. */
export class Mouse {
  constructor(readonly page: Page) {}

  /** Moves there and clicks, at once where it stands still and nothing lies over it. */
  async click(what: Locator, times = 1): Promise<void> {
    const at = await what.evaluate(async (element) => {
      element.scrollIntoView({ block: 'nearest' })
      const place = () => element.getBoundingClientRect()
      // A menu that has just come is put in its place with the next frames.
      const frame = () => new Promise((done) => requestAnimationFrame(done))
      let last = place()
      for (let still = 0, frames = 0; still < 2 && frames < 60; frames++) {
        await frame()
        const now = place()
        still = now.left === last.left && now.top === last.top ? still + 1 : 0
        last = now
      }
      const [x, y] = [last.left + last.width / 2, last.top + last.height / 2]
      return element.contains(document.elementFromPoint(x, y)) && !element.matches(':disabled') ? { x, y } : null
    })
    if (!at) return what.click({ clickCount: times })
    // What moves in the moment between is clicked once more, as by a person who sees that nothing happens.
    const heard = await what.evaluateHandle((element) => {
      const seen = { click: false }
      element.addEventListener('click', () => (seen.click = true), { once: true, capture: true })
      return seen
    })
    await this.page.mouse.click(at.x, at.y, { clickCount: times })
    if (!(await heard.evaluate((seen) => seen.click))) await what.click({ clickCount: times })
  }

  /** Clicks once more where the page has moved under the pointer, as a person does who sees that nothing happens. */
  async clickUntil(what: Locator, comes: Locator): Promise<void> {
    for (let tries = 0; tries < 10; tries++) {
      await this.click(what)
      if (await comes.first().waitFor({ timeout: 3000 }).then(() => true, () => false)) return
    }
    throw new Error(`A click on ${what} does nothing.`)
  }

  async write(field: Locator, text: string): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      await this.click(field, 3)
      if (await field.evaluate((element) => element === document.activeElement)) return this.page.keyboard.insertText(text)
    }
    throw new Error(`A click does not come into ${field}.`)
  }
}
