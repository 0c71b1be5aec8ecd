import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { incidentsOf, instance, jobsOf, outcomesOf, waitsOf, type InstanceDetail } from '../api/instances'
import { tasksOfRun } from '../api/tasks'
import { shortId, words } from '../format/words'
import { Failure } from '../frame/Failure'
import { PageLoading } from '../frame/PageLoading'
import { usePlace } from '../frame/place'
import { warmUp } from '../pictures/elk'
import { Incidents } from './Incidents'
import classes from './InstancePage.module.css'
import { RunHeader } from './RunHeader'
import { RunPicture } from './RunPicture'
import { RunViews } from './RunViews'
import { pathTo } from './run-tree'
import { useProgress } from './use-progress'

warmUp()

const none: never[] = []

/** One run: where it stands on its picture, and beside it whatever one wants to know. */
export function InstancePage() {
  const { id = '' } = useParams()
  const { data, error, refetch } = useQuery(instance(id))
  usePlace({ label: 'Runs', to: '/instances' }, { label: data ? `${words(data.pipeline)} ${shortId(id)}` : shortId(id) })
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  return data ? <Run run={data} /> : <PageLoading />
}

function Run({ run }: { run: InstanceDetail }) {
  const [address, setAddress] = useSearchParams()
  useProgress(run.id, run.state.status === 'running')
  const { data: jobs = none } = useQuery(jobsOf(run.id))
  const { data: tasks = none } = useQuery(tasksOfRun(run.id))
  const { data: incidents = none } = useQuery(incidentsOf(run.id))
  const { data: waits = none } = useQuery(waitsOf(run.id))
  const { data: outcomes = none } = useQuery(outcomesOf(run.id))
  const work = useMemo(() => ({ jobs, tasks, incidents, waits, outcomes }), [jobs, tasks, incidents, waits, outcomes])
  const path = pathTo(run, address.get('in'))
  const shown = path.at(-1)!
  const step = address.get('step') ?? undefined

  const go = (to: Record<string, string | undefined>) =>
    setAddress(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(to)) value === undefined ? after.delete(name) : after.set(name, value)
        return after
      },
      { replace: !('in' in to) },
    )

  return (
    <div className={classes.page}>
      <RunHeader run={run} work={work} />
      <Incidents incidents={incidents} run={run} />
      <div className={classes.split}>
        <RunPicture path={path} work={work} step={step} onStep={(next) => go({ step: next, ...(next && { view: undefined }) })} onOpen={(next) => go({ in: next === run.id ? undefined : next, step: undefined })} />
        <RunViews run={run} shown={shown} work={work} step={step} view={address.get('view') ?? undefined} onGo={go} />
      </div>
    </div>
  )
}
