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
  if (queued) return { state: 'queued', text: queued.hindrance ?? queueWords(queued) }
  if (signal) return { state: 'waiting', text: `signal ${signal.name}${signal.correlation ? ` · ${signal.correlation}` : ''}`, ...(timeout && { at: timeout }) }
  if (until) return { state: 'waiting', text: `until ${moment(new Date(until), now)}`, at: until }
  if (check) return { state: 'waiting', text: `looks again at ${moment(new Date(check), now)}`, at: check }
  return undefined
}

/** "waits for 2 GPUs · 3 before it". */
export function queueWords({ gpus, pool, ahead }: NonNullable<StepWait['queued']>): string {
  const what = gpus > 0 ? (gpus === 1 ? 'a GPU' : `${gpus} GPUs`) : 'a worker'
  return `waits for ${what}${pool === 'default' ? '' : ` of ${pool}`}${ahead > 0 ? ` · ${ahead}${ahead >= 100 ? '+' : ''} before it` : ''}`
}

/** "1 core, 2 GiB, 1 GPU". */
export function needWords({ cores, memory, gpus }: NonNullable<StepWait['queued']>): string {
  return [`${cores} ${cores === 1 ? 'core' : 'cores'}`, memory > 0 && bytes(memory), gpus > 0 && `${gpus} ${gpus === 1 ? 'GPU' : 'GPUs'}`].filter(Boolean).join(', ')
}
