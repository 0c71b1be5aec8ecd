import type { State } from './marks'

export const stateWords: Record<State, string> = {
  queued: 'Waits for a worker',
  running: 'Running',
  person: 'Waits for a person',
  waiting: 'Waits',
  retrying: 'Will be tried again',
  done: 'Done',
  failed: 'Needs help',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
}
