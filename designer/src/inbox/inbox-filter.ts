import type { HumanTask, InboxDue, InboxQuestion, TaskOutcome, TaskSummary } from '../api/tasks'

export type Show = 'mine' | 'roles' | 'all' | 'decided'

/** What of the inbox is shown; it lives in the address, so that every list can be linked to. */
export interface InboxFilter {
  show: Show
  q: string
  pipeline: string
  step: string
  role: string
  due: InboxDue | ''
}

const shows: readonly Show[] = ['mine', 'roles', 'all', 'decided']
const dues: readonly InboxDue[] = ['overdue', 'today', 'week']

export function readFilter(address: URLSearchParams): InboxFilter {
  return {
    show: shows.find((show) => show === address.get('show')) ?? 'roles',
    q: address.get('q') ?? '',
    pipeline: address.get('pipeline') ?? '',
    step: address.get('step') ?? '',
    role: address.get('role') ?? '',
    due: dues.find((due) => due === address.get('due')) ?? '',
  }
}

/** The address of a filter; what is usual is left out. */
export function writeFilter(filter: InboxFilter): URLSearchParams {
  const address = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value && !(name === 'show' && value === 'roles')) address.set(name, String(value))
  return address
}

/** Whether something is looked for: an empty list then says nothing about what waits. */
export const isSearch = (filter: InboxFilter): boolean => Object.entries(filter).some(([name, value]) => name !== 'show' && value !== '')

/** The question that the server is asked; somebody who is nobody sees what waits for anyone. */
export function questionOf(filter: InboxFilter, person: string): InboxQuestion {
  const view = filter.show === 'decided' || person === '' ? 'all' : filter.show
  return {
    view,
    ...(view !== 'all' && { as: person }),
    ...(filter.pipeline && { pipeline: filter.pipeline }),
    ...(filter.step && { step: filter.step }),
    ...(filter.role && { role: filter.role }),
    ...(filter.due && { due: filter.due }),
    ...(filter.q.trim() && { search: filter.q.trim() }),
  }
}

/** A line of the list: an open task, or one that was decided. */
export interface Row {
  id: string
  title: string
  pipeline: string
  node: string
  iteration: number
  at: string
  below: string
  due?: string
  overdue: boolean
  claimedBy?: string
  /** How it can end; nothing for one that has ended. */
  outcomes: readonly TaskOutcome[]
}

export const openRow = (task: TaskSummary, roleName: (role: string) => string): Row => ({
  id: task.id,
  title: task.title,
  pipeline: task.pipeline,
  node: task.node,
  iteration: task.iteration,
  at: task.created_at,
  below: task.roles.map(roleName).join(' or '),
  overdue: task.overdue,
  outcomes: task.outcomes,
  ...(task.due_at && { due: task.due_at }),
  ...(task.claimed_by && { claimedBy: task.claimed_by }),
})

/** The decided ones that fit, the latest first. */
export function decidedRows(tasks: readonly HumanTask[], filter: InboxFilter, personName: (person: string) => string): Row[] {
  const wanted = filter.q.toLowerCase().split(/\s+/).filter(Boolean)
  return tasks
    .filter(
      (task) =>
        (!filter.pipeline || task.pipeline === filter.pipeline) &&
        (!filter.step || task.node === filter.step) &&
        (!filter.role || task.roles.includes(filter.role)) &&
        wanted.every((word) => `${task.title ?? ''} ${task.node} ${task.pipeline} ${task.decided_by ?? ''} ${personName(task.decided_by ?? '')}`.toLowerCase().includes(word)),
    )
    .toSorted((a, b) => (b.decided_at ?? '').localeCompare(a.decided_at ?? ''))
    .map((task) => ({
      id: task.id,
      title: task.title ?? task.node,
      pipeline: task.pipeline,
      node: task.node,
      iteration: task.iteration,
      at: task.decided_at ?? task.created_at,
      below: `${personName(task.decided_by ?? '')} · ${task.outcomes.find((outcome) => outcome.name === task.outcome)?.label ?? task.outcome}`,
      overdue: false,
      outcomes: [],
    }))
}
