import { IconAlertTriangle, IconBan, IconCheck, IconClockHour4, IconHourglass, IconPlayerPlay, IconPlayerSkipForward, IconRotateClockwise, IconUser, type IconProps } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { State } from './marks'
import classes from './StateIcon.module.css'
import { stateWords } from './state-words'

const icons: Record<State, ComponentType<IconProps>> = {
  queued: IconHourglass,
  running: IconPlayerPlay,
  person: IconUser,
  waiting: IconClockHour4,
  retrying: IconRotateClockwise,
  done: IconCheck,
  failed: IconAlertTriangle,
  skipped: IconPlayerSkipForward,
  cancelled: IconBan,
}

/** A state by colour and by shape, so that neither is needed alone. */
export function StateIcon({ state, size = 18 }: { state: State; size?: number }) {
  const Icon = icons[state]
  return (
    <span className={classes.icon} data-state={state} style={{ width: size, height: size }} role="img" aria-label={stateWords[state]}>
      <Icon size={Math.round(size * 0.64)} stroke={2.4} />
    </span>
  )
}
