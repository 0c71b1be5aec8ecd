import { useEffect, useRef } from 'react'
import { useTell } from './Notices'

export interface Gone {
  /** Whether whoever asked has gone elsewhere, so that nothing here shows any more what came of it. */
  is: () => boolean
  /** Says it in passing where that is so. */
  tell: (text: string, to?: string) => void
  /** The same for what was refused. */
  refused: (error: Error) => void
}

/** For answers that come when the part of the page that asked has gone. */
export function useGone(): Gone {
  const tell = useTell()
  const here = useRef(false)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  const is = () => !here.current
  const tellGone = (text: string, to?: string) => {
    if (is()) tell(text, to)
  }
  return { is, tell: tellGone, refused: (error) => tellGone(error.message) }
}
