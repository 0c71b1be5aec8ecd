import type { PartView } from '../api/instances'
import { moment } from '../format/time'
import { jobState } from '../pictures/job-state'
import type { State } from '../pictures/marks'

/** A part of a step, as its list shows it. */
export interface PartRow {
  id: string
  name: string
  state: State
  /** What it is at, or what has become of it. */
  text: string
  /** 0..1 while it is worked on. */
  progress?: number
  /** Who works on it, or did. */
  worker?: string
  /** Since when it is worked on, in milliseconds; missing where nobody has begun. */
  from?: number
  /** When it ended. */
  to?: number
}

const order: readonly State[] = ['running', 'retrying', 'failed', 'waiting', 'queued', 'done', 'cancelled']

/** The parts of one iteration: what is worked on first, then what waits, then what has ended, the latest first. */
export function partRows(parts: readonly PartView[], iteration: number, now = new Date()): PartRow[] {
  return parts
    .filter((part) => part.iteration === iteration)
    .map((part) => rowOf(part, now))
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (b.to ?? 0) - (a.to ?? 0))
}

function rowOf(part: PartView, now: Date): PartRow {
  const ended = part.ended_at != null
  const state = !ended && part.retry_at ? 'retrying' : jobState(part.status)
  return {
    id: part.id,
    name: part.part,
    state,
    text: textOf(part, state, now),
    ...(state === 'running' && { progress: part.progress }),
    ...(part.worker && { worker: part.worker.slice(-8) }),
    ...(part.started_at && { from: new Date(part.started_at).getTime() }),
    ...(part.ended_at && { to: new Date(part.ended_at).getTime() }),
  }
}

function textOf(part: PartView, state: State, now: Date): string {
  if (part.kept_from) return 'kept from an earlier try'
  if (state === 'retrying') return `attempt ${part.attempt + 1} at ${moment(new Date(part.retry_at!), now)}`
  if (state === 'failed') return part.error ?? part.error_code ?? ''
  if (state === 'queued') return 'waits for a worker'
  return state === 'running' ? part.progress_text : ''
}
