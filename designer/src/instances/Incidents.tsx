import { Button, CopyButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useCommand, type InstanceDetail, type OpenIncident } from '../api/instances'
import { Time } from '../format/Time'
import { words } from '../format/words'
import { useMe } from '../frame/me'
import { useGone } from '../frame/use-gone'
import classes from './Incidents.module.css'
import { byId } from './run-tree'

/** Where the run cannot go on by itself: what happened, and what a person can do about it. */
export function Incidents({ incidents, run }: { incidents: readonly OpenIncident[]; run: InstanceDetail }) {
  const { person } = useMe()
  const gone = useGone()
  const command = useCommand(person?.name ?? '', { onError: gone.refused })
  const runs = byId(run)
  if (incidents.length === 0) return null
  return (
    <ul className={classes.incidents} aria-label="What needs help">
      {incidents.map((incident) => (
        <li key={incident.id}>
          <IconAlertTriangle size={18} aria-hidden />
          <div className={classes.words}>
            <b>
              {words(runs.get(incident.instance)?.pipeline ?? '')} · {incident.node}
            </b>{' '}
            stopped <Time at={incident.opened_at} />
            <p dir="auto">{incident.message}</p>
          </div>
          <CopyButton value={`${incident.code}: ${incident.message}`}>
            {({ copied, copy }) => (
              <Button variant="subtle" color="gray" size="compact-sm" onClick={copy}>
                {copied ? 'Copied' : incident.code}
              </Button>
            )}
          </CopyButton>
          <Button
            variant="default"
            size="compact-sm"
            disabled={!person}
            loading={command.isPending && command.variables.kind === 'skip'}
            onClick={() => command.mutate({ kind: 'skip', instance: incident.instance, step: incident.node, outcome: 'done' })}
          >
            Skip
          </Button>
          <Button
            size="compact-sm"
            disabled={!person}
            loading={command.isPending && command.variables.kind === 'retry'}
            onClick={() => command.mutate({ kind: 'retry', instance: incident.instance, step: incident.node })}
          >
            Retry
          </Button>
        </li>
      ))}
      {command.error && (
        <li role="alert" className={classes.refused}>
          {command.error.message}
        </li>
      )}
    </ul>
  )
}
