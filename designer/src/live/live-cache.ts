import type { QueryClient } from '@tanstack/react-query'
import { instanceKeys, type JournalRow } from '../api/instances'
import { taskKeys } from '../api/tasks'

const gathering = 150 // milliseconds; a step that ends and one that begins are told as one change

/** Keeps the cache true to what happens: says which answers are out of date; only those that a page shows are asked for again. */
export class LiveCache {
  private runs = new Set<string>()
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly client: QueryClient) {}

  /** A stream that begins now may have missed what happened before. */
  refresh(): void {
    void this.client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'pictures' })
  }

  add(rows: readonly JournalRow[]): void {
    for (const row of rows) this.runs.add(row.root).add(row.instance)
    this.timer ??= setTimeout(() => this.flush(), gathering)
  }

  private flush(): void {
    this.timer = undefined
    for (const run of this.runs) {
      void this.client.invalidateQueries({ queryKey: instanceKeys.one(run) })
      void this.client.invalidateQueries({ queryKey: taskKeys.ofRun(run) })
    }
    this.runs.clear()
    void this.client.invalidateQueries({ queryKey: instanceKeys.lists })
    void this.client.invalidateQueries({ queryKey: instanceKeys.counts })
    void this.client.invalidateQueries({ queryKey: ['tasks', 'list'] })
    void this.client.invalidateQueries({ queryKey: ['tasks', 'one'] })
  }
}
