import type { Person } from '../api/people'
import type { HumanTask } from '../api/tasks'
import { holdsOne } from '../frame/me'

export type Show = 'me' | 'all' | 'decided'
export type Due = 'overdue' | 'today' | 'week'

/** What of the inbox is shown; it lives in the address, so that every list can be linked to. */
export interface InboxFilter {
  show: Show
  q: string
  pipeline: string
  role: string
  due: Due | ''
}

const shows: readonly Show[] = ['me', 'all', 'decided']
const dues: readonly Due[] = ['overdue', 'today', 'week']

export function readFilter(address: URLSearchParams): InboxFilter {
  return {
    show: shows.find((show) => show === address.get('show')) ?? 'me',
    q: address.get('q') ?? '',
    pipeline: address.get('pipeline') ?? '',
    role: address.get('role') ?? '',
    due: dues.find((due) => due === address.get('due')) ?? '',
  }
}

/** The address of a filter; what is usual is left out. */
export function writeFilter(filter: InboxFilter): URLSearchParams {
  const address = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value && !(name === 'show' && value === 'me')) address.set(name, String(value))
  return address
}

const day = 24 * 3600 * 1000

export const isOverdue = (task: HumanTask, now: Date): boolean => task.status === 'open' && task.due_at != null && new Date(task.due_at) < now

/** Those that fit, the most pressing first: overdue, then by when they are due, then the oldest; decided ones, the latest first. */
export function applyFilter(tasks: readonly HumanTask[], filter: InboxFilter, person: Person | null, now: Date): HumanTask[] {
  const wanted = filter.q.toLowerCase().split(/\s+/).filter(Boolean)
  const limit = { overdue: now.getTime(), today: now.getTime() + day, week: now.getTime() + 7 * day }
  return tasks
    .filter(
      (task) =>
        (filter.show !== 'me' || holdsOne(person, task.roles)) &&
        (!filter.pipeline || task.pipeline === filter.pipeline) &&
        (!filter.role || task.roles.includes(filter.role)) &&
        (!filter.due || (task.due_at != null && new Date(task.due_at).getTime() < limit[filter.due])) &&
        wanted.every((word) => `${task.title ?? ''} ${task.node} ${task.pipeline} ${task.id}`.toLowerCase().includes(word)),
    )
    .toSorted((a, b) => (filter.show === 'decided' ? text(b.decided_at).localeCompare(text(a.decided_at)) : urgency(a) - urgency(b) || a.created_at.localeCompare(b.created_at)))
}

const text = (at: string | null | undefined) => at ?? ''
const urgency = (task: HumanTask) => (task.due_at ? new Date(task.due_at).getTime() : Number.MAX_SAFE_INTEGER)
