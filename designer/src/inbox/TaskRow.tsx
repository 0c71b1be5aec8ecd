import { Link, useSearchParams } from 'react-router'
import { Avatar } from '../frame/Avatar'
import { useMe } from '../frame/me'
import { Time } from '../format/Time'
import { words } from '../format/words'
import { DueBadge } from './DueBadge'
import type { Row } from './inbox-filter'
import classes from './TaskRow.module.css'

interface Props {
  task: Row
  chosen: boolean
  picked: boolean
  onOpen: (task: string) => void
  onPick: (task: string, range: boolean) => void
}

export function TaskRow({ task, chosen, picked, onOpen, onPick }: Props) {
  const [address] = useSearchParams()
  const { everyone } = useMe()
  const claimer = task.claimedBy && (everyone.find((one) => one.name === task.claimedBy)?.display ?? task.claimedBy)
  return (
    <div className={classes.around} data-picked={picked || undefined}>
      {task.outcomes.length > 0 && (
        <input type="checkbox" className={classes.pick} checked={picked} aria-label={`Select ${task.title}`} onChange={(event) => onPick(task.id, (event.nativeEvent as MouseEvent).shiftKey)} />
      )}
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
          </span>
          {task.iteration > 1 && <span className={classes.round}>round {task.iteration}</span>}
          <Time at={task.at} className={classes.time!} />
        </span>
        <span className={classes.line}>
          {claimer ? (
            <span className={classes.claimed} title={`${claimer} works on it`}>
              <Avatar name={claimer} size={16} /> {claimer}
            </span>
          ) : (
            <span className={classes.where}>{task.below}</span>
          )}
          {task.due && <DueBadge at={task.due} overdue={task.overdue} />}
        </span>
      </Link>
    </div>
  )
}
