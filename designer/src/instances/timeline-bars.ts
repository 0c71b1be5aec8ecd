import type { InstanceDetail, JobView } from '../api/instances'
import type { HumanTask } from '../api/tasks'
import type { State } from '../pictures/marks'
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
export function barsOf(run: InstanceDetail, jobs: readonly JobView[], tasks: readonly HumanTask[]): Bar[] {
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
  ]
  return bars.filter((bar) => runs.has(bar.instance)).toSorted((a, b) => a.from - b.from)
}
