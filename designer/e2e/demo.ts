import { inject } from 'vitest'
import { decide, json, type Task } from './api'

const players: Record<string, string> = { data_engineer: 'dana', data_scientist: 'sam', devops_engineer: 'olga', model_validator: 'vera' }

/** Starts the shipped demo; gives its run. */
export async function startDemo(server = inject('address')): Promise<string> {
  await json('/demo', {}, server)
  return until('the demo has started', async () => {
    const { stage, run, problem } = await json<{ stage: string; run?: string; problem?: { message: string } }>('/demo', undefined, server)
    if (stage === 'failed') throw new Error(problem?.message)
    return run
  })
}

/** Runs whose experiment was sent back, once. */
const sentBack = new Set<string>()

/** Plays the demo's people until one of these steps asks again; gives its task, and leaves it open. */
export async function playUntil(run: string, node: string, round = 1, server = inject('address')): Promise<Task> {
  return until(`${node} asks in round ${round}`, async () => {
    const open = await json<Task[]>(`/tasks?instance=${run}&status=open`, undefined, server)
    for (const task of open) {
      if (task.node === node && task.iteration >= round) return task
      const again = task.node === 'experiment_evaluation' && !sentBack.has(run)
      if (again) sentBack.add(run)
      // Four eyes: whoever judged the experiment may not judge the model as well.
      const as = players[task.roles.find((role) => players[role])!]!
      await decide(task.id, again ? { outcome: 'reject', as, to: 'tuning', comment: 'Before we register anything: look elsewhere too.' } : { outcome: task.outcomes[0]!.name, as, comment: 'Good enough.' }, server)
    }
    return undefined
  })
}

/** Waits until a step of the run, or of those that it called, has a job at work. */
export const whileRunning = (run: string, node: string, server = inject('address')): Promise<{ id: string; instance: string; progress: number }> =>
  until(`${node} runs`, async () => (await json<{ id: string; instance: string; node: string; status: string; progress: number }[]>(`/instances/${run}/jobs`, undefined, server)).find((job) => job.node === node && job.status === 'running'))

/** Waits until a training has got so far, from 0 to 1. */
export const whenPast = (run: string, node: string, share: number, server = inject('address')): Promise<unknown> =>
  until(`${node} is past ${share}`, async () => (await json<{ node: string; progress: number }[]>(`/instances/${run}/jobs`, undefined, server)).find((job) => job.node === node && job.progress >= share))

/** Waits until what a tuning or training tells can be looked at. */
export const whileKnown = (experiment: string, server = inject('address')): Promise<unknown> => until(`the experiment ${experiment} is known`, () => json(`/experiments/${experiment}`, undefined, server).catch(() => undefined))

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (const from = Date.now(); Date.now() - from < 600_000; ) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((done) => setTimeout(done, 300))
  }
  throw new Error(`It was waited for in vain that ${what}.`)
}
