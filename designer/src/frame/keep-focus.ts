import { useEffect } from 'react'

const focusable = 'a[href], button:not(:disabled), input:not(:disabled):not([type="hidden"]), textarea:not(:disabled), [tabindex="0"]'

/** What calls itself by this name here, drawn anew. */
const namedAs = (gone: HTMLElement, home: Element) => {
  const name = gone.getAttribute('name') ?? gone.dataset['field']
  return name ? home.querySelector<HTMLElement>(`:is([name="${CSS.escape(name)}"], [data-field="${CSS.escape(name)}"]):not([type="hidden"])`) : null
}

/**
 * The focus is not lost: when what has it is taken off the page, it goes to what was drawn in its place, to what is left beside it
 * where that is a panel of fields, and otherwise to the part of the page that held it.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: HTMLElement | null = null
    let around: Element[] = []
    let place = 0
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      last = target
      around = []
      for (let outer = target.parentElement; outer; outer = outer.parentElement) around.push(outer)
      const panel = target.closest('[data-properties]')
      place = panel ? [...panel.querySelectorAll(focusable)].indexOf(target) : 0
    }
    const observer = new MutationObserver(() => {
      if (!last || last.isConnected || document.activeElement !== document.body) return
      const home = around.find((outer) => outer.isConnected) ?? document.body
      const panel = home.closest('[data-properties]')
      const fields = panel ? [...panel.querySelectorAll<HTMLElement>(focusable)] : []
      const next = namedAs(last, panel ?? home) ?? fields[Math.min(place, fields.length - 1)] ?? home.closest<HTMLElement>('[tabindex]') ?? document.getElementById('page')
      last = null
      next?.focus({ preventScroll: next.id === 'page' })
    })
    document.addEventListener('focusin', remember)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', remember)
      observer.disconnect()
    }
  }, [])
}
