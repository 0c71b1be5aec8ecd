import { createContext, use, useCallback, useRef, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import classes from './Notices.module.css'

interface Notice {
  id: number
  text: string
  to?: string
}

const shownFor = 6000 // milliseconds

const TellContext = createContext<(text: string, to?: string) => void>(() => {})

/** Says in passing that something is done, with the way to look at it. */
export const useTell = () => use(TellContext)

export function Notices({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<Notice[]>([])
  const next = useRef(0)
  const tell = useCallback((text: string, to?: string) => {
    const id = next.current++
    setNotices((all) => [...all.slice(-2), { id, text, ...(to && { to }) }])
    setTimeout(() => setNotices((all) => all.filter((one) => one.id !== id)), shownFor)
  }, [])
  return (
    <TellContext value={tell}>
      {children}
      <div className={classes.notices} role="status" aria-live="polite">
        {notices.map((notice) => (
          <div key={notice.id} className={classes.notice}>
            <span>{notice.text}</span>
            {notice.to && <Link to={notice.to}>Look</Link>}
          </div>
        ))}
      </div>
    </TellContext>
  )
}
