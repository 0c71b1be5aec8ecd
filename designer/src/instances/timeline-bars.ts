import type { EndedWait, InstanceDetail } from '../api/instances'
import type { HumanTask } from '../api/tasks'
import type { State, Work } from '../pictures/marks'
import { jobState } from '../pictures/job-state'
import { wordsFor } from '../pictures/wait-words'
import { byId } from './run-tree'

export interface Bar {
  id: string
  instance: string
  node: string
  /** The pipeline it lies in. */
  pipeline: string
  iteration: number
  /** Since when it stood in the queue, where that was longer than a moment. */
  queued?: number
  from: number
  /** Null while under way. */
  to: number | null
  state: State
}

const taskStates: Record<HumanTask['status'], State> = { open: 'person', decided: 'done', withdrawn: 'cancelled' }

const moment = 1000 // milliseconds; a queue that nobody would notice is not drawn

/** What was worked on and waited for when, in the order in which it began. */
export function barsOf(run: InstanceDetail, { jobs, tasks, waits }: Pick<Work, 'jobs' | 'tasks' | 'waits'>, ended: readonly EndedWait[] = []): Bar[] {
  const runs = byId(run)
  const time = (at: string | null | undefined) => (at ? new Date(at).getTime() : null)
  const bars: Bar[] = [
    ...jobs.map((job) => ({
      ...(job.started_at && time(job.started_at)! - time(job.created_at)! > moment && { queued: time(job.created_at)! }),
      id: job.id, instance: job.instance, node: job.node, pipeline: job.pipeline, iteration: job.iteration,
      from: time(job.started_at) ?? time(job.created_at)!, to: time(job.ended_at), state: jobState(job.status),
    })),
    ...tasks.map((task) => ({
      id: task.id, instance: task.instance, node: task.node, pipeline: task.pipeline, iteration: task.iteration,
      from: time(task.created_at)!, to: time(task.decided_at) ?? (task.status === 'open' ? null : time(task.created_at)), state: taskStates[task.status],
    })),
    ...ended.flatMap((wait) => {
      const within = runs.get(wait.instance)
      return within
        ? [{ id: `${wait.instance} ${wait.node} ${wait.iteration}`, instance: wait.instance, node: wait.node, pipeline: within.pipeline, iteration: wait.iteration, from: time(wait.from)!, to: time(wait.to)!, state: wait.outcome ? ('done' as const) : ('cancelled' as const) }]
        : []
    }),
    ...waits.flatMap((wait) => {
      const state = wait.since && wordsFor(wait)?.state
      const within = runs.get(wait.instance)
      return state && within
        ? [{ id: `${wait.instance} ${wait.node}`, instance: wait.instance, node: wait.node, pipeline: within.pipeline, iteration: within.state.nodes?.[wait.node]?.iteration ?? 1, from: time(wait.since)!, to: null, state }]
        : []
    }),
  ]
  return bars.filter((bar) => runs.has(bar.instance)).toSorted((a, b) => (a.queued ?? a.from) - (b.queued ?? b.from))
}
