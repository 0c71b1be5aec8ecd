import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import { instanceKeys, type JournalRow } from './instances'

const page = 1000
const mostRows = 100_000

async function readAll<T extends { id: number }>(read: (after: number) => Promise<T[]>, before: readonly T[], most: number): Promise<T[]> {
  const rows = [...before]
  while (rows.length < most) {
    const next = await read(rows.at(-1)?.id ?? 0)
    rows.push(...next)
    if (next.length < page) break
  }
  return rows
}

/** A run's whole journal; asked for again, it reads only what is new. */
export const journalOf = (id: string) =>
  queryOptions({
    queryKey: instanceKeys.part(id, 'journal'),
    queryFn: ({ client, queryKey }) =>
      readAll<JournalRow>(
        (after) => answer(api.GET('/api/v1/instances/{id}/journal', { params: { path: { id }, query: { after, limit: page } } })),
        client.getQueryData<JournalRow[]>(queryKey) ?? [],
        mostRows,
      ),
  })
