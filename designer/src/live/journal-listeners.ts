import type { JournalRow } from '../api/instances'

type Hear = (rows: readonly JournalRow[]) => void

/** Whoever wants to hear what happens, besides the cache. */
export class JournalListeners {
  private readonly all = new Set<Hear>()

  tell(rows: readonly JournalRow[]): void {
    for (const hear of this.all) hear(rows)
  }

  /** @returns stops it. */
  add(hear: Hear): () => void {
    this.all.add(hear)
    return () => void this.all.delete(hear)
  }
}
