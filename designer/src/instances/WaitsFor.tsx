import { IconBroadcast, IconClockHour4, IconHourglass, IconRotateClockwise, IconSearch, IconStopwatch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { StepWait } from '../api/instances'
import { exactly } from '../format/time'
import { Time } from '../format/Time'
import { needWords, queueWords } from '../pictures/wait-words'
import classes from './WaitsFor.module.css'

/** What a step waits for, in sentences, each with its moment. */
export function WaitsFor({ wait }: { wait: StepWait }) {
  const { until, signal, next_check: check, retry_at: retry, times_out_at: timeout, queued, since } = wait
  return (
    <ul className={classes.waits} aria-label="What it waits for">
      {until && (
        <Line icon={<IconClockHour4 size={16} />}>
          It goes on <At at={until} />.
        </Line>
      )}
      {signal && (
        <Line icon={<IconBroadcast size={16} />}>
          It waits for the signal <code>{signal.name}</code>
          {signal.correlation && (
            <>
              {' '}
              about <code dir="auto">{signal.correlation}</code>
            </>
          )}
          : <code>deepflow signal {signal.name}</code> sends it.
        </Line>
      )}
      {check && (
        <Line icon={<IconSearch size={16} />}>
          It looks again <At at={check} />.
        </Line>
      )}
      {retry && (
        <Line icon={<IconRotateClockwise size={16} />}>
          The last attempt failed; the next one begins <At at={retry} />.
        </Line>
      )}
      {queued && (
        <Line icon={<IconHourglass size={16} />}>
          {queued.hindrance ? `No worker can take it: ${queued.hindrance}.` : `It waits for ${queueWords(queued)}.`} It needs {needWords(queued)}
          {queued.pool !== 'default' && ` in the pool ${queued.pool}`}.
        </Line>
      )}
      {timeout && (
        <Line icon={<IconStopwatch size={16} />}>
          It is given up <At at={timeout} />.
        </Line>
      )}
      {since && (
        <li className={classes.since}>
          Waiting since <Time at={since} />
        </li>
      )}
    </ul>
  )
}

const At = ({ at }: { at: string }) => (
  <b title={exactly(new Date(at))}>
    <Time at={at} />
  </b>
)

const Line = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <li>
    <span className={classes.icon} aria-hidden>
      {icon}
    </span>
    <span>{children}</span>
  </li>
)
