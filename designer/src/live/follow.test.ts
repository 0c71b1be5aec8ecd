import { expect, test, vi } from 'vitest'
import type { JournalRow } from '../api/instances'
import { follow } from './follow'

/** A server whose journal grows, and which breaks off each answer after a few rows, at any character. */
function serve(rows: number[], cuts: number[], asked: (string | null)[]) {
  return vi.fn(async (_: unknown, init?: RequestInit) => {
    const last = new Headers(init?.headers).get('Last-Event-ID')
    asked.push(last)
    const from = last ? `` : `id: 0\nevent: start\ndata: {"after":0}\n\n`
    const text = from + rows.filter((id) => id > Number(last ?? 0)).map((id) => `id: ${id}\nevent: entered\ndata: {"id":${id}}\n\n`).join('')
    const cut = cuts.shift() ?? text.length
    return new Response(text.slice(0, cut), { headers: { 'content-type': 'text/event-stream' } })
  })
}

test('a stream that breaks off anywhere is taken up again, without loss or double', async () => {
  for (let cut = 0; cut < 160; cut += 7) {
    const stop = new AbortController()
    const rows = [1, 2, 5, 9]
    const told: number[] = []
    vi.stubGlobal('fetch', serve(rows, [cut, cut + 40], []))
    await follow(
      { onOpen: () => {}, onLost: () => {}, onRows: (news: JournalRow[]) => { told.push(...news.map((row) => row.id)); if (told.includes(9)) stop.abort() } },
      stop.signal,
      () => Promise.resolve(),
    )
    expect(told).toEqual(rows)
  }
  vi.unstubAllGlobals()
})
