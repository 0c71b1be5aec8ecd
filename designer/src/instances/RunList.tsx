import { Button, Skeleton } from '@mantine/core'
import { IconRoute, IconSearchOff } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { InstanceSummary } from '../api/instances'
import { duration } from '../format/time'
import { Time, useNow } from '../format/Time'
import { shortId, words } from '../format/words'
import { Empty } from '../frame/Empty'
import { useMe } from '../frame/me'
import { DoingBadge } from './DoingBadge'
import classes from './RunList.module.css'

const rowHeight = 44

interface Props {
  runs: readonly InstanceSummary[] | undefined
  /** The row that the keys stand on. */
  at: number
  filtered: boolean
  /** There is another page, and nobody asks for it yet. */
  more: boolean
  onMore: () => void
  onAll: () => void
}

export function RunList({ runs, at, filtered, more, onMore, onAll }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({ count: runs?.length ?? 0, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 })
  const last = rows.getVirtualItems().at(-1)?.index ?? 0
  const now = useNow(5000)

  useEffect(() => {
    if (more && runs && last > runs.length - 30) onMore()
  }, [more, runs, last, onMore])
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' })
    // Only when the keys have moved.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [at])

  if (!runs)
    return (
      <div className={classes.loading} role="status" aria-busy="true" aria-label="Loading runs">
        {Array.from({ length: 9 }, (_, row) => (
          <Skeleton key={row} height={14} width={`${88 - row * 4}%`} />
        ))}
      </div>
    )
  if (runs.length === 0)
    return filtered ? (
      <Empty icon={<IconSearchOff size={24} />} title="No run fits">
        <Button variant="default" size="xs" onClick={onAll}>
          Show all runs
        </Button>
      </Empty>
    ) : (
      <Empty icon={<IconRoute size={24} />} title="Nothing has run yet">
        <p>
          <Link to="/designer">Draw a pipeline</Link> and run it, or start one with <code>deepflow run FILE</code>. It appears here at once.
        </p>
      </Empty>
    )
  return (
    <div ref={scroller} className={classes.scroller}>
      <div role="table" aria-label="Runs" aria-rowcount={more ? -1 : runs.length}>
        <div role="row" className={`${classes.row} ${classes.head}`}>
          {['Pipeline', 'Doing', 'Started by', 'Started', 'Took', 'Run'].map((name) => (
            <span key={name} role="columnheader">
              {name}
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ position: 'relative', height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => (
            <Row key={runs[row.index]!.id} run={runs[row.index]!} chosen={row.index === at} top={row.start} now={now} />
          ))}
        </div>
      </div>
    </div>
  )
}

function Row({ run, chosen, top, now }: { run: InstanceSummary; chosen: boolean; top: number; now: Date }) {
  const { everyone } = useMe()
  const ended = run.ended_at ? new Date(run.ended_at) : now
  return (
    <div role="row" className={classes.row} data-chosen={chosen || undefined} style={{ position: 'absolute', top, height: rowHeight, left: 0, right: 0 }}>
      <span role="cell">
        <Link to={`/instances/${run.id}`} className={classes.link} dir="auto">
          {words(run.pipeline)}
        </Link>
      </span>
      <span role="cell" title={run.reason ?? undefined}>
        <DoingBadge doing={run.doing} people={run.people} at={run.at} />
      </span>
      <span role="cell">{everyone.find((one) => one.name === run.started_by)?.display ?? run.started_by}</span>
      <span role="cell">
        <Time at={run.started_at} />
      </span>
      <span role="cell" className="numbers">
        {duration(ended.getTime() - new Date(run.started_at).getTime())}
      </span>
      <span role="cell" className={classes.id} title={run.id}>
        {shortId(run.id)}
      </span>
    </div>
  )
}
