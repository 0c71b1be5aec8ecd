import { Checkbox, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { logsOf } from '../api/journal'
import type { InstanceDetail } from '../api/instances'
import { exactly } from '../format/time'
import { Failure } from '../frame/Failure'
import classes from './LogView.module.css'

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
const lineHeight = 20

/** What the steps have said, as it comes. Only the lines in sight are drawn, so that ten megabytes scroll like ten lines. */
export function LogView({ run, step }: { run: InstanceDetail; step: string | undefined }) {
  const [only, setOnly] = useState(true)
  const [text, setText] = useState('')
  const [follow, setFollow] = useState(true)
  const { data, error, refetch } = useQuery(logsOf(run.id, only ? step : undefined))
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => {
    const wanted = text.toLowerCase()
    return wanted === '' ? data : data?.filter((line) => line.line.toLowerCase().includes(wanted))
  }, [data, text])
  const rows = useVirtualizer({ count: lines?.length ?? 0, getScrollElement: () => scroller.current, estimateSize: () => lineHeight, overscan: 30 })
  const count = lines?.length ?? 0

  useEffect(() => {
    if (follow && count > 0) rows.scrollToIndex(count - 1)
    // Only when lines have come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [follow, count])

  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  return (
    <div className={classes.logs}>
      <div className={classes.bar}>
        <TextInput type="search" size="xs" placeholder="Lines with …" aria-label="Search the log" value={text} onChange={(event) => setText(event.currentTarget.value)} flex={1} />
        {step && <Checkbox size="xs" label={`only ${step}`} checked={only} onChange={(event) => setOnly(event.currentTarget.checked)} />}
        <Checkbox size="xs" label="follow" checked={follow} onChange={(event) => setFollow(event.currentTarget.checked)} />
      </div>
      {!lines ? (
        <Skeleton height={200} m={16} />
      ) : count === 0 ? (
        <p className={classes.none}>{text ? 'No line holds that.' : 'Nothing was said yet.'}</p>
      ) : (
        <div
          ref={scroller}
          className={classes.scroller}
          tabIndex={0}
          role="log"
          aria-label="Log"
          aria-live="off"
          onWheel={(event) => event.deltaY < 0 && setFollow(false)}
        >
          <div style={{ position: 'relative', height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map((row) => {
              const line = lines[row.index]!
              return (
                <div key={line.id} ref={rows.measureElement} data-index={row.index} className={classes.line} style={{ transform: `translateY(${row.start}px)` }}>
                  <time title={exactly(new Date(line.at))}>{clock.format(new Date(line.at))}</time>
                  <span className={classes.node}>{line.node}</span>
                  <span className={classes.text}>{line.line}</span>
                </div>
              )
            })}
          </div>
        </div>
      )}
    </div>
  )
}
