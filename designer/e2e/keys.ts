import type { Locator, Page } from 'playwright-core'
import { nextFrame } from './next-frame'

interface Focused {
  /** What the field is called, by itself or in the panel. */
  name: string
  text: string
  value: string
}

const patience = 60_000 // milliseconds
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

  /** Presses a key until there is what is wanted; a busy machine may take many frames to draw one press. */
  async until(wanted: Locator, key: string): Promise<void> {
    const end = Date.now() + patience
    while ((await wanted.count()) === 0) {
      if (Date.now() > end) throw new Error(`${key} never leads to ${wanted}.`)
      await this.press(key)
      await nextFrame(this.page)
    }
  }
}
