import type { JournalRow } from '../api/instances'

const kinds = new Set(['entered', 'overdue', 'escalated'])

/** The tasks with which people were asked, or others than before. */
export function askedIn(rows: readonly JournalRow[]): string[] {
  return rows.flatMap((row) => {
    const task = kinds.has(row.kind) ? (row.data as Record<string, unknown>)['task'] : undefined
    return typeof task === 'string' ? [task] : []
  })
}
