import type { InstanceDetail, JobView, NodeState, OpenIncident, PartCounts, StepOutcomeCount, StepWait } from '../api/instances'
import type { HumanTask } from '../api/tasks'
import { roleName } from '../format/words'
import { wordsFor } from './wait-words'

/** Where a step stands, as people think of it. */
export type State = 'queued' | 'running' | 'person' | 'waiting' | 'retrying' | 'done' | 'failed' | 'skipped' | 'cancelled'

export interface Mark {
  state: State
  /** What it is at: "epoch 3 of 12", "model validator", why it failed. */
  text?: string
  /** 0..1 of a running job that tells. */
  progress?: number
  /** Of a step that owns many jobs. */
  parts?: PartCounts
  /** How often the step was entered. */
  rounds: number
  /** The task that waits there. */
  task?: string
}

export interface Marks {
  nodes: ReadonlyMap<string, Mark>
  /** How often an edge was taken in all, by "node outcome"; where somebody said where to, by "node outcome target". */
  times: ReadonlyMap<string, number>
  /** How often in a row a counted edge was taken, by "node outcome". */
  traversals: ReadonlyMap<string, number>
  /** Edges that the run has taken since the last round, by "node outcome". */
  taken: ReadonlySet<string>
}

/** The rows of a run's work, with those of the runs that it called. */
export interface Work {
  jobs: readonly JobView[]
  tasks: readonly HumanTask[]
  incidents: readonly OpenIncident[]
  waits: readonly StepWait[]
  outcomes: readonly StepOutcomeCount[]
}

/** Where each step of an instance stands, from its state and the rows of its work. */
export function marksOf(instance: InstanceDetail, work: Work): Marks {
  const { jobs, tasks, waits, outcomes } = work
  const nodes = new Map<string, Mark>()
  const taken = new Set<string>()
  for (const [id, state] of Object.entries(instance.state.nodes ?? {})) {
    const mark = markOf(
      state,
      jobs.find((job) => job.instance === instance.id && job.node === id && job.iteration === state.iteration),
      tasks.find((task) => task.instance === instance.id && task.node === id && task.status === 'open'),
      waits.find((wait) => wait.instance === instance.id && wait.node === id),
      instance.state.status !== 'running',
    )
    const called = state.status === 'active' && instance.children.find((child) => child.id === state.work)
    if (mark) nodes.set(id, called ? { ...mark, ...insideOf(called, work) } : mark)
    if ((state.status === 'done' || state.status === 'skipped') && state.outcome) taken.add(`${id} ${state.outcome}`)
  }
  return { nodes, times: timesOf(outcomes.filter((one) => one.instance === instance.id)), traversals: new Map(Object.entries(instance.state.traversals ?? {})), taken }
}

/** A target inside a called pipeline counts for the step that calls it. */
function timesOf(outcomes: readonly StepOutcomeCount[]): Map<string, number> {
  const times = new Map<string, number>()
  const add = (key: string, count: number) => times.set(key, (times.get(key) ?? 0) + count)
  for (const { node, outcome, target, times: count } of outcomes) {
    add([node, outcome, target?.split('.')[0]].filter(Boolean).join(' '), count)
  }
  return times
}

/** A step that called a pipeline stands where that one does: what is most urgent in it shows. */
function insideOf(called: InstanceDetail, { jobs, tasks, incidents, waits }: Work): Partial<Mark> {
  const ids = new Set<string>()
  const add = (run: InstanceDetail) => {
    ids.add(run.id)
    run.children.forEach(add)
  }
  add(called)
  const incident = incidents.find((one) => ids.has(one.instance))
  if (incident) return { state: 'failed', text: `${incident.node} needs help` }
  const task = tasks.find((one) => ids.has(one.instance) && one.status === 'open')
  if (task) return { state: 'person', text: `${task.node}: ${task.roles.map(roleName).join(' or ')}` }
  const job = jobs.find((one) => ids.has(one.instance) && one.status === 'running')
  if (job) return { ...workOf(job), text: `${job.node} ${job.progress_text}`.trim() }
  const wait = waits.find((one) => ids.has(one.instance))
  const words = wait && wordsFor(wait)
  return words ? { state: words.state, text: `${wait.node}: ${words.text}` } : {}
}

function markOf(state: NodeState, job: JobView | undefined, task: HumanTask | undefined, wait: StepWait | undefined, ended: boolean): Mark | undefined {
  const rounds = state.iteration ?? 0
  const waiting = wait && wordsFor(wait)
  switch (state.status) {
    case 'done':
      return { state: 'done', rounds, ...(job?.ended_at && job.started_at && { text: '' }) }
    case 'skipped':
      return { state: 'skipped', rounds }
    case 'incident':
    case 'held':
      return { state: 'failed', rounds, text: state.incident?.message ?? 'failed' }
    case 'retrying':
      return { state: 'retrying', rounds, text: waiting?.state === 'retrying' ? `attempt ${(state.attempt ?? 0) + 1} ${waiting.text}` : `attempt ${(state.attempt ?? 0) + 1} follows` }
    case 'active':
      if (ended) return { state: 'cancelled', rounds }
      if (task) return { state: 'person', rounds, task: task.id, text: task.roles.map(roleName).join(' or ') }
      if (job?.status === 'running') return { rounds, ...workOf(job) }
      if (job?.status === 'held') return { state: 'waiting', rounds, text: 'held by the pause' }
      if (waiting) return { rounds, state: waiting.state, text: waiting.text }
      if (job?.status === 'queued') return { state: 'queued', rounds, text: 'waits for a worker' }
      if (job) return { rounds, ...workOf(job) }
      return { state: 'running', rounds }
    default:
      return undefined
  }
}

/** A job that is under way, as far as it tells. */
const workOf = (job: JobView): Pick<Mark, 'state' | 'text' | 'progress' | 'parts'> => ({
  state: 'running',
  text: job.progress_text,
  ...(job.progress > 0 && { progress: job.progress }),
  ...(job.parts && { parts: job.parts }),
})
