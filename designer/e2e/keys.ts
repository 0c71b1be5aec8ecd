import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

interface Focused {
  /** What the field is called, by itself or in the panel. */
  name: string
  text: string
  value: string
}

const most = 90 // times that a key is pressed to come somewhere

/** Hands on the keys; texts come as a whole, as from an input method. */
export class Keys {
  constructor(readonly page: Page) {}

  press = (key: string): Promise<void> => this.page.keyboard.press(key)

  focused = (): Promise<Focused> =>
    this.page.evaluate(() => {
      const at = document.activeElement as HTMLInputElement | null
      return { name: at?.getAttribute('name') ?? at?.dataset['field'] ?? '', text: (at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim(), value: at?.value ?? '' }
    })

  /** Until the focus is in what a selector finds. */
  at = (selector: string) => this.page.waitForFunction((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
  inDialog = () => this.at('[role="dialog"] [data-autofocus]')
  inMenu = () => this.at('[role="menu"], [role="menu"] *')

  /** Writes over all that a field holds. */
  async write(text: string, end = 'Enter'): Promise<void> {
    await this.press('Control+a')
    await this.page.keyboard.insertText(text)
    await this.press(end)
  }

  async go(key: string, is: (at: Focused) => boolean, what: string): Promise<void> {
    for (let times = 0; times < most; times++) {
      await this.press(key)
      if (is(await this.focused())) return
    }
    throw new Error(`${key} never comes to ${what}.`)
  }

  /** Tab, as often as there are places on the way; a test that looks after each would take long. */
  async tabTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const way = await wanted.evaluate((target, back) => {
      const places = [...document.querySelectorAll<HTMLElement>('a[href], button, input, textarea, [tabindex="0"], [contenteditable="true"]')].filter(
        (one) => one.tabIndex >= 0 && !one.matches(':disabled, [type="hidden"], [type="radio"]:not(:checked)') && one.checkVisibility({ visibilityProperty: true }),
      )
      return (places.indexOf(target as HTMLElement) - places.indexOf(document.activeElement as HTMLElement)) * (back ? -1 : 1)
    }, key === 'Shift+Tab')
    for (let times = 0; times < way; times++) await this.press(key)
    for (let times = 0; !(await wanted.evaluate((target) => target === document.activeElement)); times++) {
      if (times > most) throw new Error(`${key} never comes to ${wanted}.`)
      await this.press(key)
    }
  }

  toButton = (name: string | RegExp, key?: 'Tab' | 'Shift+Tab') => this.tabTo(this.page.getByRole('button', { name, exact: true }), key)

  /**
   * Presses a key that goes from one to the next until it comes to the one that is wanted, and looks after each press where it has led: the frame
   * after a key need not be the one that shows it, and whoever presses on meanwhile goes past.
   */
  async goTo(wanted: Locator, chosen: Locator, key: string): Promise<void> {
    const where = () => chosen.evaluateAll(([one]) => one?.getAttribute('data-id') ?? (one?.closest('a') ?? one?.querySelector('a'))?.getAttribute('href') ?? '')
    for (let times = 0, at = await where(); (await wanted.count()) === 0; times++) {
      if (times > most) throw new Error(`${key} never leads to ${wanted}.`)
      const before = at
      await this.press(key)
      await expect.poll(async () => (at = await where()), { message: `${key} leads on from ${before}`, interval: 10 }).not.toSatisfy((now) => now === '' || now === before)
    }
  }
}
