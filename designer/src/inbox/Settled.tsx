import { IconCircleCheck, IconHistory } from '@tabler/icons-react'
import type { HumanTask } from '../api/tasks'
import { Time } from '../format/Time'
import { words } from '../format/words'
import { useMe } from '../frame/me'
import classes from './Settled.module.css'

/** Instead of the ways to decide: how the task ended, also while somebody was reading it. */
export function Settled({ task, whileOpen, unsent }: { task: HumanTask; whileOpen: boolean; unsent: string }) {
  const { everyone } = useMe()
  const who = everyone.find((one) => one.name === task.decided_by)?.display ?? task.decided_by
  const label = task.outcomes.find((outcome) => outcome.name === task.outcome)?.label ?? words(task.outcome ?? '')
  return (
    <div className={classes.settled} role="status" data-surprise={whileOpen || undefined}>
      {task.status === 'decided' ? <IconCircleCheck size={20} aria-hidden /> : <IconHistory size={20} aria-hidden />}
      <div>
        {task.status === 'decided' ? (
          <>
            <b dir="auto">{who}</b> decided <b>{label}</b> <Time at={task.decided_at} />
            {task.target && (
              <>
                {' '}
                and sent the run back to <code>{task.target}</code>
              </>
            )}
            .
          </>
        ) : (
          <>The run has moved on: round {task.superseded_by_round ?? 'that followed'} took the place of this question.</>
        )}
        {whileOpen && ' That happened while you had it open; there is nothing left to decide here.'}
        {unsent.trim() !== '' && <blockquote>You had written: {unsent}</blockquote>}
      </div>
    </div>
  )
}
