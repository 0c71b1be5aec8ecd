import { useLayoutEffect, useRef } from 'react'

/** By key as people read it: `j`, `Enter`, `?`, `mod+k`, `g i` (one after the other). */
export type Shortcuts = Record<string, (event: KeyboardEvent) => void>

const together = 900 // milliseconds between two keys that belong together
const leader = 'g' // begins every pair: what follows it at once is no key by itself, on no part of the page

/** True where a key is text, or belongs to what has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button)$/.test(target.type)
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName))
}

export function keyOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.ctrlKey || event.metaKey ? `mod+${key}` : event.altKey ? `alt+${key}` : key
}

/** Keys for the page as a whole; they rest while somebody types or a dialog or menu is open, but for those with `mod`. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts)
  // With the page that is seen, and not some moments later: a key means what stands there, and none is missed.
  useLayoutEffect(() => {
    current.current = shortcuts
  })
  useLayoutEffect(() => {
    let first = ''
    let at = 0
    // Before anybody has heard of the key: what Escape closes is gone when it comes to the page.
    let covered = false
    const look = () => (covered = document.querySelector('[role="dialog"][aria-modal="true"], [role="menu"]') !== null)
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing) return
      const key = keyOf(event)
      const rests = isTyping(event.target) || covered
      if (rests && !key.startsWith('mod+')) return
      const led = first === leader && event.timeStamp - at < together
      const handler = current.current[led ? `${first} ${key}` : key]
      // Also where another part of the page has taken it: it ends a pair all the same, or the next key would be taken for its second.
      first = key
      at = event.timeStamp
      if (!handler || event.defaultPrevented) return
      // Enter and space on a button or link do what the button says.
      if ((key === 'Enter' || key === ' ') && event.target instanceof HTMLElement && event.target.closest('button, a')) return
      event.preventDefault()
      handler(event)
    }
    window.addEventListener('keydown', look, true)
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', look, true)
      window.removeEventListener('keydown', listen)
    }
  }, [])
}
