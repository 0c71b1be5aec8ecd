import { useState } from 'react'
import type { LogLine } from '../api/instances'
import { number } from '../format/numbers'
import { exactly } from '../format/time'
import classes from './LogView.module.css'
import { marked } from './marked'

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
const longestShown = 2000 // characters; a line of megabytes would be laid out for seconds

export function LogLineView({ line, wanted }: { line: LogLine; wanted: string }) {
  const [whole, setWhole] = useState(false)
  const cut = !whole && line.line.length > longestShown
  return (
    <>
      <time title={exactly(new Date(line.at))}>{clock.format(new Date(line.at))}</time>
      <span className={classes.node}>{line.node}</span>
      <span className={classes.text} dir="auto">
        {marked(cut ? line.line.slice(0, longestShown) : line.line, wanted).map((part, at) => (part.found ? <mark key={at}>{part.text}</mark> : part.text))}
        {cut && (
          <button type="button" className={classes.rest} onClick={() => setWhole(true)}>
            {number(line.line.length - longestShown)} characters more
          </button>
        )}
      </span>
    </>
  )
}
