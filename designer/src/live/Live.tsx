import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { follow } from './follow'
import { LiveCache } from './live-cache'
import { shareEvents } from './share-events'

export type Connection = 'connecting' | 'live' | 'lost'

const ConnectionContext = createContext<Connection>('connecting')

export const useConnection = () => use(ConnectionContext)

/** Keeps everything below it up to date with what happens on the server. */
export function Live({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const [connection, setConnection] = useState<Connection>('connecting')

  useEffect(() => {
    const stop = new AbortController()
    const cache = new LiveCache(client)
    void shareEvents(
      {
        onOpen: (fresh) => {
          setConnection('live')
          if (fresh) cache.refresh()
        },
        onRows: (rows) => cache.add(rows),
        onLost: () => setConnection('lost'),
      },
      stop.signal,
      follow,
    )
    return () => stop.abort()
  }, [client])

  return <ConnectionContext value={connection}>{children}</ConnectionContext>
}
