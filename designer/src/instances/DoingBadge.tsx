import { StateIcon } from '../pictures/StateIcon'
import type { State } from '../pictures/marks'
import classes from './DoingBadge.module.css'
import { doingWords } from './run-filter'

const states: Record<string, State> = { running: 'running', waiting: 'waiting', incident: 'failed', paused: 'waiting', finished: 'done', failed: 'failed', cancelled: 'cancelled' }

interface Props {
  doing: string
  people: boolean
  at?: readonly string[]
  /** What it waits for, where that can be said better than by "Waiting". */
  waitsFor?: string | undefined
}

/** What a run is doing, by colour, shape and word. */
export function DoingBadge({ doing, people, at, waitsFor }: Props) {
  const state = people && doing === 'waiting' ? 'person' : (states[doing] ?? 'running')
  return (
    <span className={classes.badge} data-state={state}>
      <StateIcon state={state} size={18} />
      <span>{state === 'person' ? 'Waiting for people' : doing === 'waiting' && waitsFor ? `Waiting for ${waitsFor}` : (doingWords[doing] ?? doing)}</span>
      {at && at.length > 0 && <span className={classes.at}>{at.join(', ')}</span>}
    </span>
  )
}
