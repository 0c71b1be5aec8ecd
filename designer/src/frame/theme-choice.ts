import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core'

const key = 'deepflow.theme'

/** Remembers light, dark or the system's choice where first-paint.js finds it. */
export function themeChoice(): MantineColorSchemeManager {
  let listen: ((event: StorageEvent) => void) | undefined
  return {
    get: (fallback) => (localStorage.getItem(key) as MantineColorScheme | null) ?? fallback,
    set: (value) => localStorage.setItem(key, value),
    subscribe: (onUpdate) => {
      listen = (event) => {
        if (event.key === key && event.newValue) onUpdate(event.newValue as MantineColorScheme)
      }
      window.addEventListener('storage', listen)
    },
    unsubscribe: () => listen && window.removeEventListener('storage', listen),
    clear: () => localStorage.removeItem(key),
  }
}
