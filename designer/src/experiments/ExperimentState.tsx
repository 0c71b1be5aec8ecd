import type { Experiment } from '../api/experiments'
import type { State } from '../pictures/marks'
import { StateIcon } from '../pictures/StateIcon'
import classes from './ExperimentState.module.css'

const states: Record<string, [State, string]> = {
  queued: ['queued', 'Waits for a worker'],
  held: ['waiting', 'Paused'],
  running: ['running', 'Learns'],
  completed: ['done', 'Done'],
  failed: ['failed', 'Failed'],
  lost: ['failed', 'Lost its worker'],
  cancelled: ['cancelled', 'Cancelled'],
  discarded: ['cancelled', 'Overtaken by a later round'],
}

/** How a tuning or training goes. */
export function ExperimentState({ experiment }: { experiment: Experiment }) {
  const [state, word] = states[experiment.status] ?? ['running', experiment.status]
  return (
    <span className={classes.state} data-state={state}>
      <StateIcon state={state} size={18} />
      {word}
      {state === 'running' && <span className={classes.text}>{experiment.progress_text}</span>}
    </span>
  )
}
