import { inject } from 'vitest'

export interface Task {
  id: string
  title: string
  node: string
  root: string
  iteration: number
  outcomes: { name: string }[]
  roles: string[]
}

export async function json<T>(path: string, body?: unknown, server = inject('address')): Promise<T> {
  const answer = await fetch(`${server}/api/v1${path}`, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Starts the release pipeline for something of that name. */
export async function startRelease(name: string, server = inject('address')): Promise<string> {
  const published = await json<{ hash: string; pipelines: string[] }[]>('/definitions', undefined, server)
  const latest = published.find((one) => one.pipelines.includes('release'))!
  return (await json<{ id: string }>('/instances', { definition: latest.hash, pipeline: 'release', as: 'dana', arguments: { name } }, server)).id
}

export async function openTask(run: string, node: string, server = inject('address')): Promise<Task> {
  for (let tries = 0; tries < 1200; tries++) {
    const found = (await json<Task[]>(`/tasks?instance=${run}&status=open`, undefined, server)).find((task) => task.node === node)
    if (found) return found
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`The run ${run} does not ask at ${node}.`)
}

export const decide = (task: string, decision: { outcome: string; as: string; to?: string; comment?: string }, server = inject('address')) => json(`/tasks/${task}/decisions`, decision, server)

/** Brings a run to its review. */
export async function startReview(name: string): Promise<{ run: string; task: Task }> {
  const run = await startRelease(name)
  await decide((await openTask(run, 'requirements')).id, { outcome: 'done', as: 'sam', comment: 'It must be quick.' })
  return { run, task: await openTask(run, 'review') }
}

/** Publishes a pipeline that waits for a time, a signal and a GPU, and starts it. */
export async function startWaiting(): Promise<string> {
  const { hash } = await json<{ hash: string }>('/definitions', { file: 'waiting.dlflow', as: 'dana' })
  return (await json<{ id: string }>('/instances', { definition: hash, pipeline: 'waiting', as: 'dana' })).id
}
