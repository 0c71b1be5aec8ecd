import { useRef, useState } from 'react'
import type { Row } from './inbox-filter'

export interface Picked {
  /** Those of the list that are selected, in its order. */
  rows: Row[]
  has: (task: string) => boolean
  /** Selects a task or takes it out; with `range` everything between it and the one before. */
  toggle: (task: string, range?: boolean) => void
  all: () => void
  none: () => void
}

/** Which tasks of a list are selected; what leaves the list is not selected any more. */
export function usePicked(rows: readonly Row[] | undefined): Picked {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string>(undefined)
  const toggle = (task: string, range = false) => {
    const from = rows?.findIndex((row) => row.id === last.current) ?? -1
    const to = rows?.findIndex((row) => row.id === task) ?? -1
    last.current = task
    setIds((before) => {
      const after = new Set(before)
      if (range && from >= 0 && to >= 0) for (const row of rows!.slice(Math.min(from, to), Math.max(from, to) + 1)) after.add(row.id)
      else if (!after.delete(task)) after.add(task)
      return after
    })
  }
  return {
    rows: rows?.filter((row) => ids.has(row.id)) ?? [],
    has: (task) => ids.has(task),
    toggle,
    all: () => setIds(new Set(rows?.map((row) => row.id))),
    none: () => setIds(new Set()),
  }
}
