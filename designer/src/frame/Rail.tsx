import { IconFlask, IconInbox, IconPlayerPlay, IconSitemap, type IconProps } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { NavLink } from 'react-router'
import { useInboxCount } from '../inbox/use-inbox-count'
import classes from './Rail.module.css'

interface Item {
  to: string
  label: string
  icon: ComponentType<IconProps>
}

/** Only what is built is listed. */
const items: Item[] = [
  { to: '/inbox', label: 'Inbox', icon: IconInbox },
  { to: '/designer', label: 'Designer', icon: IconSitemap },
  { to: '/instances', label: 'Runs', icon: IconPlayerPlay },
  { to: '/experiments', label: 'Experiments', icon: IconFlask },
]

export function Rail() {
  const waiting = useInboxCount()
  return (
    <nav className={classes.rail} aria-label="Main">
      <NavLink to="/" className={classes.mark} aria-label="DeepFlow, start">
        <img src="/favicon.svg" alt="" width={28} height={28} />
      </NavLink>
      {items.map(({ to, label, icon: Icon }) => (
        <NavLink key={to} to={to} className={({ isActive }) => (isActive ? `${classes.item} ${classes.active}` : classes.item!)}>
          <span className={classes.icon}>
            <Icon size={21} stroke={1.7} aria-hidden />
            {to === '/inbox' && waiting > 0 && (
              <span className={classes.count}>
                {waiting > 99 ? '99+' : waiting}
                <span className="unseen"> waiting</span>
              </span>
            )}
          </span>
          {label}
        </NavLink>
      ))}
    </nav>
  )
}
