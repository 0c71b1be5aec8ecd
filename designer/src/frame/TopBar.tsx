import { Kbd } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { health } from '../api/health'
import { useConnection } from '../live/Live'
import { useCrumbs } from './place'
import { ThemeMenu } from './ThemeMenu'
import classes from './TopBar.module.css'
import { WorkingAs } from './WorkingAs'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const crumbs = useCrumbs()
  const connection = useConnection()
  const { data } = useQuery(health())
  return (
    <header className={classes.bar}>
      <nav aria-label="You are here" className={classes.crumbs}>
        <span className={classes.project}>{data?.project ?? ' '}</span>
        {crumbs.map((crumb, at) => (
          <span key={at} className={classes.crumb}>
            <span aria-hidden className={classes.slash}>
              /
            </span>
            {crumb.to && at < crumbs.length - 1 ? (
              <Link to={crumb.to}>{crumb.label}</Link>
            ) : (
              <span aria-current={at === crumbs.length - 1 ? 'page' : undefined} className={classes.here} title={crumb.label}>
                {crumb.label}
              </span>
            )}
          </span>
        ))}
      </nav>
      {connection === 'lost' && (
        <span className={classes.lost} role="status">
          The server does not answer<span>; what you see may be old</span>
        </span>
      )}
      <button type="button" className={classes.search} onClick={onSearch}>
        <IconSearch size={15} aria-hidden />
        <span>Search or do</span>
        <Kbd size="xs">{isMac ? '⌘ K' : 'Ctrl K'}</Kbd>
      </button>
      <WorkingAs />
      <ThemeMenu />
    </header>
  )
}
