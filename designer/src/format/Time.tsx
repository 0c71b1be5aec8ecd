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

/** The time, again whenever so many milliseconds are full: what is told from now on one page changes at once, and never contradicts itself for long. */
export function useNow(every: number): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      timer = setTimeout(() => {
        setNow(new Date())
        wait()
      }, every - (Date.now() % every))
    }
    wait()
    return () => clearTimeout(timer)
  }, [every])
  return now
}
