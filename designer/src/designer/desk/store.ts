import { startTransition, useEffect, useState, useSyncExternalStore } from 'react'

/** A value that is replaced, never changed, and those who look at it. */
export class Store<T extends object> {
  private readonly listeners = new Set<() => void>()

  constructor(private value: T) {}

  get = (): T => this.value

  set(change: Partial<T>): void {
    const keys = Object.keys(change) as (keyof T)[]
    if (keys.every((key) => Object.is(this.value[key], change[key]))) return
    this.value = { ...this.value, ...change }
    for (const listener of this.listeners) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

/** A part of a store's value; the component is drawn again only when that part is another. */
export const usePart = <T extends object, P>(store: Store<T>, part: (value: T) => P): P => useSyncExternalStore(store.subscribe, () => part(store.get()))

/** Parts of a store's value for what may follow a moment later: whoever draws them never holds up what is drawn at once. */
export function useLater<T extends object, K extends keyof T>(store: Store<T>, ...keys: readonly K[]): Pick<T, K> {
  const [value, setValue] = useState<Pick<T, K>>(store.get)
  useEffect(() => {
    const look = () => startTransition(() => setValue((before) => (keys.every((key) => Object.is(before[key], store.get()[key])) ? before : store.get())))
    look()
    return store.subscribe(look)
    // The keys are written where this is called and never change.
  }, [store])
  return value
}
