import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { endedWaitsOf, type InstanceDetail } from '../api/instances'
import { duration } from '../format/time'
import { useNow } from '../format/Time'
import { words } from '../format/words'
import type { Work } from '../pictures/marks'
import { stateWords } from '../pictures/state-words'
import { StateIcon } from '../pictures/StateIcon'
import classes from './Timeline.module.css'
import { barsOf } from './timeline-bars'

interface Props {
  run: InstanceDetail
  work: Work
  onStep: (instance: string, node: string) => void
}

/** What was worked on and waited for when, and for how long. */
export function Timeline({ run, work, onStep }: Props) {
  const now = useNow(1000).getTime()
  const { data: ended } = useQuery(endedWaitsOf(run.id))
  const bars = useMemo(() => barsOf(run, work, ended), [run, work, ended])
  const from = new Date(run.started_at).getTime()
  const to = run.ended_at ? new Date(run.ended_at).getTime() : Math.max(now, from + 1)
  const share = (at: number) => `${(Math.min(1, Math.max(0, (at - from) / (to - from))) * 100).toFixed(2)}%`
  if (bars.length === 0) return <p className={classes.none}>No step has begun yet.</p>
  return (
    <ol className={classes.timeline}>
      {bars.map((bar) => {
        const end = bar.to ?? now
        return (
          <li key={bar.id}>
            <button type="button" onClick={() => onStep(bar.instance, bar.node)} title={`${words(bar.pipeline)} · ${bar.node}: ${stateWords[bar.state]}, ${duration(end - bar.from)}${bar.queued ? `, after ${duration(bar.from - bar.queued)} in the queue` : ''}`}>
              <StateIcon state={bar.state} size={16} />
              <span className={classes.name}>
                {bar.node}
                {bar.iteration > 1 && <span className={classes.round}> ×{bar.iteration}</span>}
                <span className={classes.within}>{bar.instance === run.id ? '' : words(bar.pipeline)}</span>
              </span>
              <span className={classes.lane}>
                {bar.queued && <span className={classes.queued} style={{ left: share(bar.queued), width: `calc(${share(bar.from)} - ${share(bar.queued)})` }} />}
                <span className={classes.bar} data-state={bar.state} style={{ left: share(bar.from), width: `max(3px, calc(${share(end)} - ${share(bar.from)}))` }} />
              </span>
              <span className={classes.took}>{duration(end - bar.from)}</span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
