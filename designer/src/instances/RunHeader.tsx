import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useCommand, type InstanceDetail } from '../api/instances'
import { Id } from '../format/Id'
import { duration } from '../format/time'
import { Time, useNow } from '../format/Time'
import { words } from '../format/words'
import { useMe } from '../frame/me'
import { useTell } from '../frame/Notices'
import { useGone } from '../frame/use-gone'
import type { Work } from '../pictures/marks'
import { machineWords, queueWords } from '../pictures/wait-words'
import { DoingBadge } from './DoingBadge'
import { Migrate } from './Migrate'
import { ReasonDialog } from './ReasonDialog'
import classes from './RunHeader.module.css'

interface Props {
  run: InstanceDetail
  work: Work
}

export function RunHeader({ run, work: { jobs, tasks, incidents, waits } }: Props) {
  const { everyone } = useMe()
  const now = useNow(1000)
  const status = run.state.status ?? 'running'
  const working = jobs.some((job) => job.status === 'running')
  const people = tasks.some((task) => task.status === 'open')
  const waiting = people || waits.some((wait) => wait.since || wait.queued)
  const queued = waits.find((wait) => wait.queued?.hindrance)?.queued ?? (waits.every((wait) => wait.queued) ? waits[0]?.queued : undefined)
  const paused = run.state.paused != null
  const doing = status !== 'running' ? status : paused ? 'paused' : incidents.length > 0 ? 'incident' : working ? 'running' : waiting ? 'waiting' : 'running'
  const ended = run.ended_at ? new Date(run.ended_at) : now
  return (
    <header className={classes.header}>
      <div className={classes.title}>
        <h1 dir="auto">{words(run.pipeline)}</h1>
        <DoingBadge doing={doing} people={people} waitsFor={queued ? (queued.hindrance ? machineWords(queued) : queueWords(queued)) : undefined} />
      </div>
      <p className={classes.facts}>
        <span>
          started by {everyone.find((one) => one.name === run.started_by)?.display ?? run.started_by} <Time at={run.started_at} />
        </span>
        <span className="numbers">
          {run.ended_at ? 'took' : 'for'} {duration(ended.getTime() - new Date(run.started_at).getTime())}
        </span>
        {(run.state.round ?? 1) > 1 && <span className={classes.round}>round {run.state.round}</span>}
        <Id id={run.id} />
        {run.state.reason && <span className={classes.reason}>{run.state.reason}</span>}
      </p>
      {status === 'running' && (
        <div className={classes.action}>
          {run.parent == null && <MoveButton run={run} />}
          <PauseButton run={run} paused={paused} />
          <Cancel run={run} />
        </div>
      )}
    </header>
  )
}

function MoveButton({ run }: { run: InstanceDetail }) {
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        Move to a version…
      </Button>
      {opened && <Migrate run={run} onClose={close} />}
    </>
  )
}

function PauseButton({ run, paused }: { run: InstanceDetail; paused: boolean }) {
  const { person } = useMe()
  const tell = useTell()
  const command = useCommand(person?.name ?? '', { onError: (error) => tell(error.message) })
  return (
    <Button
      variant="default"
      size="xs"
      disabled={!person}
      loading={command.isPending}
      onClick={() => command.mutate({ kind: paused ? 'resume' : 'pause', instance: run.id })}
    >
      {paused ? 'Go on' : 'Pause'}
    </Button>
  )
}

function Cancel({ run }: { run: InstanceDetail }) {
  const { person } = useMe()
  const [opened, { open, close }] = useDisclosure()
  const gone = useGone()
  const command = useCommand(person?.name ?? '', { onSuccess: close, onError: gone.refused })
  return (
    <>
      <Button variant="default" size="xs" onClick={open} disabled={!person}>
        Cancel run
      </Button>
      {opened && (
        <ReasonDialog
          title={`Cancel this run of ${words(run.pipeline)}?`}
          action="Cancel run"
          leave="Let it run"
          final
          sending={command.isPending}
          error={command.error}
          onAct={(reason) => command.mutate({ kind: 'cancel', instance: run.id, reason })}
          onClose={close}
        >
          It ends, with everything that it called; what it has published stays.
        </ReasonDialog>
      )}
    </>
  )
}
