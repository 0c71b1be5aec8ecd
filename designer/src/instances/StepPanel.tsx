import { Button, Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import type { InstanceDetail } from '../api/instances'
import { workOf, type StepWork } from '../api/steps'
import { isRecord } from '../evidence/evidence'
import { duration } from '../format/time'
import { Time } from '../format/Time'
import { words } from '../format/words'
import { useMe } from '../frame/me'
import type { Work } from '../pictures/marks'
import { EnterStep } from './EnterStep'
import { Parts } from './Parts'
import { Rerun } from './Rerun'
import { calledBy } from './run-tree'
import classes from './StepPanel.module.css'
import { Values } from './Values'
import { WaitsFor } from './WaitsFor'

/** Activities whose jobs are experiments, with curves and trials of their own. */
const experimenting: ReadonlySet<string> = new Set(['train', 'tune'])

interface Props {
  run: InstanceDetail
  step: string
  work: Work
  onOpen: (instance: string) => void
  onLogs: () => void
}

/** One step of a run: what it was given, what it gave, how often, and what can be done about it. */
export function StepPanel({ run, step, work: { jobs, tasks, waits }, onOpen, onLogs }: Props) {
  const state = run.state.nodes?.[step]
  const { data: work } = useQuery(workOf(run.id, step))
  const [iteration, setIteration] = useState<number>()
  const shown = work?.find((one) => one.iteration === iteration) ?? work?.[0]
  const child = calledBy(run, step)
  const waiting = tasks.find((task) => task.instance === run.id && task.node === step && task.status === 'open')
  const job = jobs.find((one) => one.instance === run.id && one.node === step && one.iteration === shown?.iteration)
  const wait = waits.find((one) => one.instance === run.id && one.node === step)
  const output = shown?.output ?? (shown === work?.[0] ? state?.output : undefined)
  const incident = shown === work?.[0] ? state?.incident?.message : undefined
  return (
    <div className={classes.panel}>
      <div className={classes.actions}>
        {waiting && (
          <Button component={Link} to={`/inbox/${waiting.id}?show=all`} size="compact-sm">
            Open the task
          </Button>
        )}
        {child && (
          <Button variant="default" size="compact-sm" onClick={() => onOpen(child.id)}>
            Open {words(child.pipeline)}
          </Button>
        )}
        {job && experimenting.has(job.activity) && (
          <Button component={Link} to={`/experiments/${job.id}`} variant="default" size="compact-sm">
            Open the experiment
          </Button>
        )}
        {shown?.kind === 'job' && (
          <Button variant="default" size="compact-sm" onClick={onLogs}>
            Logs
          </Button>
        )}
        {run.state.status === 'running' && <EnterStep run={run} step={step} />}
        {run.state.status !== 'running' && run.parent == null && state && !step.includes('#') && <Rerun run={run} step={step} />}
        {work && work.length > 1 && (
          <Select
            size="xs"
            aria-label="Iteration"
            w={150}
            ml="auto"
            allowDeselect={false}
            data={work.map((one) => ({ value: String(one.iteration), label: `Iteration ${one.iteration}` }))}
            value={String(shown?.iteration)}
            onChange={(value) => setIteration(Number(value))}
          />
        )}
      </div>
      {!work && <Skeleton height={120} />}
      {wait && <WaitsFor wait={wait} />}
      {shown && <Facts work={shown} />}
      {incident && <pre className={classes.error}>{incident}</pre>}
      {shown?.error && shown.error !== incident && <pre className={classes.error}>{shown.error}</pre>}
      {work?.length === 0 && !state && <p className={classes.none}>The run has not come here.</p>}
      {job?.parts && <Parts run={run.id} step={step} iteration={job.iteration} counts={job.parts} underWay={job.ended_at == null} />}
      {shown && <Values title="Given" values={shown.input} empty="nothing" />}
      {isRecord(output) && <Values title="Made" values={output} empty="nothing" />}
    </div>
  )
}

function Facts({ work }: { work: StepWork }) {
  const { everyone } = useMe()
  const nameOf = (person: string) => everyone.find((one) => one.name === person)?.display ?? person
  return (
    <p className={classes.facts}>
      <span>{words(work.status)}</span>
      {work.outcome && work.outcome !== 'done' && <b>{words(work.outcome)}</b>}
      {work.by && <span>{work.kind === 'task' ? `by ${nameOf(work.by)}` : `worker ${work.by.slice(-8)}`}</span>}
      {work.attempt > 1 && <span>attempt {work.attempt}</span>}
      {work.started_at && work.ended_at && <span className="numbers">{duration(new Date(work.ended_at).getTime() - new Date(work.started_at).getTime())}</span>}
      <Time at={work.ended_at ?? work.started_at ?? work.created_at} />
    </p>
  )
}
