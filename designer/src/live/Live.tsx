import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useRef, useState, type ReactNode } from 'react'
import type { JournalRow } from '../api/instances'
import { follow } from './follow'
import { JournalListeners } from './journal-listeners'
import { LiveCache } from './live-cache'
import { shareEvents } from './share-events'

export type Connection = 'connecting' | 'live' | 'lost'

const ConnectionContext = createContext<Connection>('connecting')
const JournalContext = createContext(new JournalListeners())

export const useConnection = () => use(ConnectionContext)

/** Hears what happens on the server, as it happens; `hear` may be another function each time. */
export function useJournal(hear: (rows: readonly JournalRow[]) => void): void {
  const listeners = use(JournalContext)
  const current = useRef(hear)
  useEffect(() => {
    current.current = hear
  })
  useEffect(() => listeners.add((rows) => current.current(rows)), [listeners])
}

/** Keeps everything below it up to date with what happens on the server. */
export function Live({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const [connection, setConnection] = useState<Connection>('connecting')
  const [listeners] = useState(() => new JournalListeners())

  useEffect(() => {
    const stop = new AbortController()
    const cache = new LiveCache(client)
    void shareEvents(
      {
        onOpen: (fresh) => {
          setConnection('live')
          if (fresh) cache.refresh()
        },
        onRows: (rows) => {
          cache.add(rows)
          listeners.tell(rows)
        },
        onLost: () => setConnection('lost'),
      },
      stop.signal,
      follow,
    )
    return () => stop.abort()
  }, [client, listeners])

  return (
    <JournalContext value={listeners}>
      <ConnectionContext value={connection}>{children}</ConnectionContext>
    </JournalContext>
  )
}
