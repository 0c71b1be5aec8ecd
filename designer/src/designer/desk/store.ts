import { useSyncExternalStore } from 'react'

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
