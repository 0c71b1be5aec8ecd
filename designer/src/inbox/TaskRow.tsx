import { Link, useSearchParams } from 'react-router'
import type { HumanTask } from '../api/tasks'
import { Time } from '../format/Time'
import { roleName, words } from '../format/words'
import { DueBadge } from './DueBadge'
import { isOverdue } from './inbox-filter'
import classes from './TaskRow.module.css'

export function TaskRow({ task, chosen, now, onOpen }: { task: HumanTask; chosen: boolean; now: Date; onOpen: (task: string) => void }) {
  const [address] = useSearchParams()
  return (
    <Link
      to={{ pathname: `/inbox/${task.id}`, search: address.toString() }}
      className={classes.row}
      data-chosen={chosen || undefined}
      aria-current={chosen || undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onOpen(task.id)
      }}
    >
      <span className={classes.title} dir="auto">
        {task.title}
      </span>
      <span className={classes.line}>
        <span className={classes.where}>
          {words(task.pipeline)} · {words(task.node)}
          {task.iteration > 1 && <span className={classes.round}> · round {task.iteration}</span>}
        </span>
        <Time at={task.status === 'decided' ? task.decided_at : task.created_at} className={classes.time!} />
      </span>
      <span className={classes.line}>
        <span className={classes.where}>{task.status === 'decided' ? `${task.decided_by} · ${labelOf(task)}` : task.roles.map(roleName).join(' or ')}</span>
        {task.status === 'open' && task.due_at && <DueBadge at={task.due_at} overdue={isOverdue(task, now)} />}
      </span>
    </Link>
  )
}

const labelOf = (task: HumanTask) => task.outcomes.find((outcome) => outcome.name === task.outcome)?.label ?? task.outcome
