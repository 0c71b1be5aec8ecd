import type { Doing, RunFilter } from '../api/instances'

export const doings: readonly Doing[] = ['running', 'waiting', 'incident', 'paused', 'finished', 'failed', 'cancelled']

export const doingWords: Record<string, string> = {
  running: 'Running',
  waiting: 'Waiting',
  incident: 'Needs help',
  paused: 'Paused',
  finished: 'Finished',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

export function readFilter(address: URLSearchParams): RunFilter {
  const doing = doings.find((one) => one === address.get('doing'))
  const text = (name: string) => address.get(name)?.trim() || undefined
  const filter: RunFilter = {}
  if (doing) filter.doing = doing
  for (const name of ['pipeline', 'by', 'q'] as const) {
    const value = text(name)
    if (value) filter[name] = value
  }
  return filter
}

export function writeFilter(filter: RunFilter): URLSearchParams {
  return new URLSearchParams(Object.entries(filter).filter((pair): pair is [string, string] => Boolean(pair[1])))
}
