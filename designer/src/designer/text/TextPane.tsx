import { useEffect, useRef } from 'react'
import type { Desk } from '../desk/Desk'
import './code.css'
import classes from './TextPane.module.css'

/** The text of the file. The editor belongs to the desk, so that edits of the picture work wherever it is shown. */
export function TextPane({ desk }: { desk: Desk }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current!.append(desk.view.dom)
    desk.view.requestMeasure()
    return () => desk.view.dom.remove()
  }, [desk])
  return <div ref={place} className={classes.text} />
}
