import { IconAlarm, IconFlame } from '@tabler/icons-react'
import { exactly } from '../format/time'
import { Time } from '../format/Time'
import classes from './DueBadge.module.css'

export function DueBadge({ at, overdue }: { at: string; overdue: boolean }) {
  return (
    <span className={classes.due} data-overdue={overdue || undefined} title={`Due ${exactly(new Date(at))}`}>
      {overdue ? <IconFlame size={13} aria-hidden /> : <IconAlarm size={13} aria-hidden />}
      {overdue ? 'overdue' : 'due'} <Time at={at} />
    </span>
  )
}
