import { StateIcon } from '../pictures/StateIcon'
import type { State } from '../pictures/marks'
import classes from './DoingBadge.module.css'
import { doingWords } from './run-filter'

const states: Record<string, State> = { running: 'running', waiting: 'person', incident: 'failed', paused: 'waiting', finished: 'done', failed: 'failed', cancelled: 'cancelled' }

/** What a run is doing, by colour, shape and word. */
export function DoingBadge({ doing, at }: { doing: string; at?: readonly string[] }) {
  return (
    <span className={classes.badge} data-state={states[doing] ?? 'running'}>
      <StateIcon state={states[doing] ?? 'running'} size={18} />
      <span>{doingWords[doing] ?? doing}</span>
      {at && at.length > 0 && <span className={classes.at}>{at.join(', ')}</span>}
    </span>
  )
}
