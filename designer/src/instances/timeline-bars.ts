import type { InstanceDetail } from '../api/instances'
import type { HumanTask } from '../api/tasks'
import type { State, Work } from '../pictures/marks'
import { wordsFor } from '../pictures/wait-words'
import { byId } from './run-tree'

export interface Bar {
  id: string
  instance: string
  node: string
  /** The pipeline it lies in. */
  pipeline: string
  iteration: number
  from: number
  /** Null while under way. */
  to: number | null
  state: State
}

const jobStates: Record<string, State> = { queued: 'queued', running: 'running', completed: 'done', failed: 'failed', lost: 'failed', cancelled: 'cancelled', discarded: 'cancelled', held: 'waiting' }
const taskStates: Record<HumanTask['status'], State> = { open: 'person', decided: 'done', withdrawn: 'cancelled' }

/** What was worked on when, in the order in which it began. */
export function barsOf(run: InstanceDetail, { jobs, tasks, waits }: Pick<Work, 'jobs' | 'tasks' | 'waits'>): Bar[] {
  const runs = byId(run)
  const time = (at: string | null | undefined) => (at ? new Date(at).getTime() : null)
  const bars: Bar[] = [
    ...jobs.map((job) => ({
      id: job.id, instance: job.instance, node: job.node, pipeline: job.pipeline, iteration: job.iteration,
      from: time(job.started_at) ?? time(job.created_at)!, to: time(job.ended_at), state: jobStates[job.status] ?? 'running',
    })),
    ...tasks.map((task) => ({
      id: task.id, instance: task.instance, node: task.node, pipeline: task.pipeline, iteration: task.iteration,
      from: time(task.created_at)!, to: time(task.decided_at) ?? (task.status === 'open' ? null : time(task.created_at)), state: taskStates[task.status],
    })),
    ...waits.flatMap((wait) => {
      const state = wait.since && wordsFor(wait)?.state
      const within = runs.get(wait.instance)
      return state && within
        ? [{ id: `${wait.instance} ${wait.node}`, instance: wait.instance, node: wait.node, pipeline: within.pipeline, iteration: within.state.nodes?.[wait.node]?.iteration ?? 1, from: time(wait.since)!, to: null, state }]
        : []
    }),
  ]
  return bars.filter((bar) => runs.has(bar.instance)).toSorted((a, b) => a.from - b.from)
}
