import type { JournalRow } from '../api/instances'
import type { Listener, follow } from './follow'

type Message = { kind: 'open'; fresh: boolean } | { kind: 'rows'; rows: JournalRow[] } | { kind: 'lost' }

const name = 'deepflow.events'

/**
 * One stream for all tabs of this browser: it opens at most six connections to a server, and a stream holds one for good.
 * The tab that holds the lock follows the server and tells the others; when it closes, another takes over.
 */
export async function shareEvents(listener: Listener, stop: AbortSignal, source: typeof follow): Promise<void> {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return source(listener, stop)
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }: MessageEvent<Message>) => hear(data, listener)
  stop.addEventListener('abort', () => channel.close(), { once: true })
  // Until this tab holds the lock another one does, and is connected.
  const waiting = setTimeout(() => listener.onOpen(true), 500)
  const tell = (message: Message) => {
    hear(message, listener)
    if (!stop.aborted) channel.postMessage(message)
  }
  await navigator.locks
    .request(name, { signal: stop }, () => {
      clearTimeout(waiting)
      return source({ onOpen: (fresh) => tell({ kind: 'open', fresh }), onRows: (rows) => tell({ kind: 'rows', rows }), onLost: () => tell({ kind: 'lost' }) }, stop)
    })
    .catch((reason: unknown) => {
      clearTimeout(waiting)
      if (!stop.aborted) throw reason
    })
}

function hear(message: Message, listener: Listener): void {
  if (message.kind === 'open') listener.onOpen(message.fresh)
  else if (message.kind === 'rows') listener.onRows(message.rows)
  else listener.onLost()
}
