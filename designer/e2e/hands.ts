import type { Page } from 'playwright-core'

/** What a page was given by which hand, as it says itself. */
export interface Hands {
  keys: string[]
  mouse: string[]
  /** Keys that were pressed while nothing had the focus. */
  lost: string[]
  /** What had the focus when a key was pressed, although nobody could see that it had it. */
  unseen: string[]
}

/** From now on the page notes what is done to it. A test of the mouse puts texts in as a whole, as from the clipboard: no key is pressed. */
export const watchHands = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const hands: Hands = { keys: [], mouse: [], lost: [], unseen: [] }
    Object.assign(window, { hands })
    const name = (element: Element) => `${element.tagName} ${element.getAttribute('aria-label') ?? element.getAttribute('name') ?? element.textContent?.slice(0, 40) ?? ''}`
    const isSeen = (element: Element) => {
      // A text field shows where one writes by its caret.
      if (element.matches('textarea, input:not([type="radio"], [type="checkbox"]), [contenteditable="true"]')) return true
      // A part of the page has it where nothing in it has it.
      if (element.matches('[tabindex="-1"]:is(main, section)')) return true
      // On a small picture the step's own line gets thicker.
      const rect = element.querySelector(':scope > rect')
      if (element instanceof SVGElement && rect) return element.matches(':focus-visible') && parseFloat(getComputedStyle(rect).strokeWidth) > 2
      const { boxShadow, outlineStyle } = getComputedStyle(element)
      // A switch of several is a label around a hidden button.
      const shown = element.matches('[type="radio"]') ? getComputedStyle(element.nextElementSibling ?? element) : undefined
      return element.matches(':focus-visible') && [boxShadow, outlineStyle, shown?.boxShadow ?? 'none', shown?.outlineStyle ?? 'none'].some((one) => one !== 'none')
    }
    let last = 'the page'
    const listen = (event: Event) => {
      const at = document.activeElement
      if (!(event instanceof KeyboardEvent)) return void hands.mouse.push(`${event.type} on ${event.target instanceof Element ? name(event.target) : ''}`)
      hands.keys.push(event.key)
      if (!at || at === document.body) hands.lost.push(`${event.key} after ${last}`)
      else if (!isSeen(at)) hands.unseen.push(name(at))
      if (at) last = `${event.key} on ${name(at)}`
    }
    for (const type of ['keydown', 'pointerdown', 'mousedown', 'mousemove', 'wheel']) addEventListener(type, listen, { capture: true, passive: true })
  })

export const hands = (page: Page): Promise<Hands> => page.evaluate(() => (window as unknown as { hands: Hands }).hands)
