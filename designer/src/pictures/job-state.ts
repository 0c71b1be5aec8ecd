import type { State } from './marks'

const states: Record<string, State> = { queued: 'queued', running: 'running', completed: 'done', failed: 'failed', lost: 'failed', cancelled: 'cancelled', discarded: 'cancelled', held: 'waiting' }

/** Where a job stands, by the status that the server gives it. */
export const jobState = (status: string): State => states[status] ?? 'running'
