import type { StepWait } from '../api/instances'
import { bytes } from '../format/numbers'
import { moment } from '../format/time'
import type { State } from './marks'

/** What a step waits for, for what it is. */
export interface WaitWords {
  state: State
  /** Short, for the picture: "until 14:30", "signal shipped". */
  text: string
  /** When it ends or goes on by itself at the latest. */
  at?: string
}

export function wordsFor(wait: StepWait, now = new Date()): WaitWords | undefined {
  const { until, signal, next_check: check, retry_at: retry, times_out_at: timeout, queued } = wait
  if (retry) return { state: 'retrying', text: `again at ${moment(new Date(retry), now)}`, at: retry }
  if (queued) return { state: 'queued', text: `waits for ${queueWords(queued)}` }
  if (signal) return { state: 'waiting', text: `signal ${signal.name}${signal.correlation ? ` · ${signal.correlation}` : ''}`, ...(timeout && { at: timeout }) }
  if (until) return { state: 'waiting', text: `until ${moment(new Date(until), now)}`, at: until }
  if (check) return { state: 'waiting', text: `looks again at ${moment(new Date(check), now)}`, at: check }
  return undefined
}

/** "2 GPUs · 3 before it": what a step in the queue waits for; how many are before it says nothing where no machine could ever take it. */
export function queueWords({ gpus, pool, ahead, hindrance }: NonNullable<StepWait['queued']>): string {
  const what = gpus > 0 ? (gpus === 1 ? 'a GPU' : `${gpus} GPUs`) : hindrance ? 'a machine' : 'a worker'
  return `${what}${pool === 'default' ? '' : ` of ${pool}`}${ahead > 0 && !hindrance ? ` · ${ahead}${ahead >= 100 ? '+' : ''} before it` : ''}`
}

/** "a machine with 64 GPUs": what a step that no machine can take waits for. */
export function machineWords(queued: NonNullable<StepWait['queued']>): string {
  const { gpus, pool } = queued
  return `a machine with ${gpus > 0 ? gpuWords(gpus) : needWords(queued)}${pool === 'default' ? '' : ` in the pool ${pool}`}`
}

const gpuWords = (gpus: number) => `${gpus} ${gpus === 1 ? 'GPU' : 'GPUs'}`

/** "1 core, 2 GiB, 1 GPU". */
export function needWords({ cores, memory, gpus }: NonNullable<StepWait['queued']>): string {
  return [`${cores} ${cores === 1 ? 'core' : 'cores'}`, memory > 0 && bytes(memory), gpus > 0 && gpuWords(gpus)].filter(Boolean).join(', ')
}
