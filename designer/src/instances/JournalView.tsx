import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { journalOf } from '../api/journal'
import type { InstanceDetail, JournalRow } from '../api/instances'
import { exactly } from '../format/time'
import { words } from '../format/words'
import { Failure } from '../frame/Failure'
import { useMe } from '../frame/me'
import { journalRemark, journalWords } from './journal-words'
import classes from './JournalView.module.css'

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })

/** Everything that has happened, in order: it answers why the run is where it is, and who decided. */
export function JournalView({ run, onStep }: { run: InstanceDetail; onStep: (instance: string, node: string) => void }) {
  const { data, error, refetch } = useQuery(journalOf(run.id))
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({ count: data?.length ?? 0, getScrollElement: () => scroller.current, estimateSize: () => 30, overscan: 20 })
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={200} m={16} />
  return (
    <div ref={scroller} className={classes.scroller} tabIndex={0} role="region" aria-label="Journal">
      <ol className={classes.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => (
          <li key={row.key} ref={rows.measureElement} data-index={row.index} style={{ transform: `translateY(${row.start}px)` }}>
            <Line row={data[row.index]!} top={run.id} onStep={onStep} />
          </li>
        ))}
      </ol>
    </div>
  )
}

function Line({ row, top, onStep }: { row: JournalRow; top: string; onStep: (instance: string, node: string) => void }) {
  const { everyone } = useMe()
  const remark = journalRemark(row)
  const at = new Date(row.at)
  return (
    <div className={classes.line} data-kind={row.kind}>
      <time dateTime={row.at} title={exactly(at)}>
        {clock.format(at)}
      </time>
      <span className={classes.where}>
        {row.node ? (
          <button type="button" onClick={() => onStep(row.instance, row.node!)}>
            {row.node}
          </button>
        ) : (
          words(row.pipeline)
        )}
        {row.instance !== top && row.node && <span> {words(row.pipeline)}</span>}
      </span>
      <span>
        {journalWords(row)}
        {row.actor && (
          <span className={classes.who} title={row.identity === 'asserted' ? 'Nobody had to sign in: the name is as it was given' : undefined}>
            {' '}
            by {everyone.find((one) => one.name === row.actor)?.display ?? row.actor}
          </span>
        )}
        {remark && (
          <q className={classes.remark} dir="auto">
            {remark}
          </q>
        )}
      </span>
    </div>
  )
}
