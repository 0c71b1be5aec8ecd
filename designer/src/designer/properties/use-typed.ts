import { useEffect, useRef, useState, type KeyboardEvent } from 'react'

/** A text that is typed first and given on later. Where it is written elsewhere meanwhile, that counts, unless somebody has begun to type. */
export function useTyped(value: string) {
  const [text, setText] = useState(value)
  // What was given to be written, which the value says a moment later.
  const given = useRef(value)
  const said = useRef(value)

  const forget = (refused: string) => {
    if (given.current !== refused) return
    given.current = said.current
    setText((now) => (now.trim() === refused ? said.current : now))
  }
  useEffect(() => {
    said.current = value
    // The answer to what was given before must not take away what is being typed since.
    if (text.trim() === given.current.trim()) setText(value)
    given.current = value
  }, [value])
  return {
    text,
    setText,
    given,
    /** What was given has been refused; what has been typed since stays. */
    forget,
    /** Escape takes back what was typed; where there is nothing to take back it is somebody else's. */
    escape: (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || text === given.current) return
      event.stopPropagation()
      setText(value)
    },
  }
}
