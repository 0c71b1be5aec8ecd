import { useEffect, useState } from 'react'
import { ago, exactly } from './time'

/** A moment, told from now, with the exact time on hover. */
export function Time({ at, className }: { at: string | null | undefined; className?: string }) {
  const now = useNow(20_000)
  if (!at) return null
  const date = new Date(at)
  return (
    <time dateTime={at} title={exactly(date)} className={className}>
      {ago(date, now)}
    </time>
  )
}

/** The time, again after every so many milliseconds. */
export function useNow(every: number): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
