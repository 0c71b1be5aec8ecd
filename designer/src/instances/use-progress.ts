import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { instanceKeys } from '../api/instances'

const every = 2000 // milliseconds

/** Progress is told by no event; while a run is under way it is asked for. */
export function useProgress(run: string, underWay: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!underWay) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible')
        void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === 'one' && queryKey[2] === run && queryKey[3] === 'jobs' && queryKey[0] === instanceKeys.all[0] })
    }, every)
    return () => clearInterval(timer)
  }, [client, run, underWay])
}
