import { Button, Checkbox, Skeleton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { logOf, useEarlierLines, type LogQuestion } from '../api/logs'
import type { InstanceDetail, LogLine } from '../api/instances'
import { number } from '../format/numbers'
import { Failure } from '../frame/Failure'
import { SearchBox } from '../frame/SearchBox'
import { LogLineView } from './LogLineView'
import classes from './LogView.module.css'

const lineHeight = 20
const nearTop = 400 // pixels
const typing = 250 // milliseconds

/** What the steps have said, as it comes: from the end, earlier lines as one scrolls up, only those in sight drawn. */
export function LogView({ run, step }: { run: InstanceDetail; step: string | undefined }) {
  const [only, setOnly] = useState(true)
  const [text, setText] = useState('')
  const [wanted] = useDebouncedValue(text.trim(), typing)
  const [follow, setFollow] = useState(true)
  const question: LogQuestion = { run: run.id, step: only ? step : undefined, text: wanted }
  const { data, error, refetch } = useQuery(logOf(question, run.state.status === 'running'))
  return (
    <div className={classes.logs}>
      <div className={classes.bar}>
        <SearchBox size="xs" placeholder="Lines with …" aria-label="Search the log" value={text} onSearch={setText} flex={1} />
        {step && <Checkbox size="xs" label={`only ${step}`} checked={only} onChange={(event) => setOnly(event.currentTarget.checked)} />}
        <Checkbox size="xs" label="follow" checked={follow} onChange={(event) => setFollow(event.currentTarget.checked)} />
      </div>
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={200} m={16} />
      ) : data.lines.length === 0 ? (
        <p className={classes.none}>{wanted ? 'No line holds that.' : 'Nothing was said yet.'}</p>
      ) : (
        <Lines key={JSON.stringify(question)} question={question} lines={data.lines} whole={data.whole} follow={follow} onFollow={setFollow} />
      )}
    </div>
  )
}

interface Props {
  question: LogQuestion
  lines: readonly LogLine[]
  whole: boolean
  follow: boolean
  onFollow: (follow: boolean) => void
}

function Lines({ question, lines, whole, follow, onFollow }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const earlier = useEarlierLines(question)
  const count = lines.length
  const rows = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => lineHeight, overscan: 30, getItemKey: (at) => lines[at]!.id })

  useEffect(() => {
    if (follow && count > 0) rows.scrollToIndex(count - 1, { align: 'end' })
    // Only when lines have come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [follow, count])

  const readEarlier = (all: boolean) => {
    onFollow(false)
    // What is in sight stays there: the new lines push it down by as much as they are high.
    earlier.mutate(all, { onSuccess: (added) => requestAnimationFrame(() => (all ? rows.scrollToIndex(0) : rows.scrollToOffset((rows.scrollOffset ?? 0) + added * lineHeight))) })
  }

  return (
    <>
      <div className={classes.count}>
        {number(count)} {count === 1 ? 'line' : 'lines'}
        {!whole && (
          <Button variant="subtle" size="compact-xs" loading={earlier.isPending} onClick={() => readEarlier(true)}>
            From the beginning
          </Button>
        )}
      </div>
      <div
        ref={scroller}
        className={classes.scroller}
        tabIndex={0}
        role="log"
        aria-label="Log"
        aria-live="off"
        onWheel={(event) => event.deltaY < 0 && onFollow(false)}
        onKeyDown={(event) => /^(PageUp|ArrowUp|Home)$/.test(event.key) && onFollow(false)}
        onScroll={(event) => !whole && !follow && !earlier.isPending && event.currentTarget.scrollTop < nearTop && readEarlier(false)}
      >
        <div style={{ position: 'relative', height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => (
            <div key={row.key} ref={rows.measureElement} data-index={row.index} className={classes.line} style={{ transform: `translateY(${row.start}px)` }}>
              <LogLineView line={lines[row.index]!} wanted={question.text} />
            </div>
          ))}
        </div>
      </div>
    </>
  )
}
