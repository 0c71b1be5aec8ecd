import type { JournalRow } from '../api/instances'
import { EventText } from './event-text'

export interface Listener {
  /** The stream is open. `fresh`: it begins now, so what was read before may be out of date. */
  onOpen(fresh: boolean): void
  /** What has happened, in order; each row once. */
  onRows(rows: JournalRow[]): void
  onLost(): void
}

const silence = 40_000 // the server says something every 15 seconds
const longestPause = 10_000

/**
 * Follows the project's journal until aborted. When the server goes away it is asked again, and goes on after the last row
 * that was told (Last-Event-ID): nothing is lost and nothing told twice.
 */
export async function follow(listener: Listener, stop: AbortSignal, wait = pause): Promise<void> {
  let last = ''
  for (let failures = 0; !stop.aborted; failures++) {
    if (failures > 0) await wait(Math.min(250 * 2 ** failures, longestPause) * (0.75 + Math.random() / 2), stop)
    try {
      await read(last, stop, (fresh, id) => {
        if (fresh) last = id
        failures = 0
        listener.onOpen(fresh)
      }, (rows) => {
        const news = rows.filter((row) => row.id > Number(last))
        last = String(news.at(-1)?.id ?? last)
        if (news.length > 0) listener.onRows(news)
      })
    } catch {
      // The server went away; it is asked again.
    }
    if (!stop.aborted) listener.onLost()
  }
}

async function read(last: string, stop: AbortSignal, onOpen: (fresh: boolean, id: string) => void, onRows: (rows: JournalRow[]) => void): Promise<void> {
  const broken = new AbortController()
  const signal = AbortSignal.any([stop, broken.signal])
  const response = await fetch('/api/v1/events?live=true', { signal, cache: 'no-store', headers: { accept: 'text/event-stream', ...(last && { 'Last-Event-ID': last }) } })
  if (!response.ok || !response.body) throw new Error(`status ${response.status}`)
  if (last) onOpen(false, last)
  const text = new EventText()
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  while (true) {
    const watch = setTimeout(() => broken.abort(), silence)
    const { done, value } = await reader.read().finally(() => clearTimeout(watch))
    if (done) return
    const rows: JournalRow[] = []
    for (const event of text.add(value)) {
      if (event.event === 'start') onOpen(true, event.id)
      else rows.push(JSON.parse(event.data) as JournalRow)
    }
    if (rows.length > 0) onRows(rows)
  }
}

function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    stop.addEventListener('abort', () => { clearTimeout(timer); resolve() }, { once: true })
  })
}
