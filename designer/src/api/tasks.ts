import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answered } from './answered'
import { answer, api, type Schemas } from './client'

export type HumanTask = Schemas['HumanTask']
export type TaskSummary = Schemas['TaskSummary']
export type TaskOutcome = Schemas['TaskOutcome']
export type TaskPage = Schemas['TaskPage']
export type TaskCandidate = Schemas['TaskCandidate']
export type TaskComment = Schemas['TaskComment']
export type TaskRound = Schemas['TaskRound']
export type LineageThing = Schemas['LineageThing']
export type ModelStanding = Schemas['ModelStanding']
export type FormView = Schemas['FormView']
export type FormField = Schemas['FormFieldView']
export type DecisionRequest = Schemas['DecisionRequest']
export type InboxView = NonNullable<Schemas['InboxView']>
export type InboxDue = NonNullable<Schemas['InboxDue']>

/** What of the inbox is asked for; what is left out does not limit. */
export interface InboxQuestion {
  view: InboxView
  as?: string
  role?: string
  pipeline?: string
  due?: InboxDue
  search?: string
}

export const taskKeys = {
  all: ['tasks'] as const,
  lists: ['tasks', 'list'] as const,
  ofRun: (run: string) => ['tasks', 'run', run] as const,
  one: (id: string) => ['tasks', 'one', id] as const,
}

const page = 100
const most = 1000
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The open tasks of a view, the most pressing first, page after page. */
export const inbox = (question: InboxQuestion) =>
  infiniteQueryOptions({
    queryKey: [...taskKeys.lists, 'open', question],
    queryFn: ({ pageParam }) => answer(api.GET('/api/v1/inbox', { params: { query: { ...question, sort: 'due', zone, limit: page, ...(pageParam && { after: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: (last: Schemas['InboxPage']) => last.next ?? undefined,
  })

/** The numbers beside a person's views. */
export const inboxCounts = (as: string) =>
  queryOptions({ queryKey: [...taskKeys.lists, 'counts', as], queryFn: () => answer(api.GET('/api/v1/inbox/counts', { params: { query: { as } } })), enabled: as !== '' })

/** What a view can be filtered by. */
export const inboxFilters = (view: InboxView, as: string) =>
  queryOptions({
    queryKey: [...taskKeys.lists, 'filters', view, as],
    queryFn: () => answer(api.GET('/api/v1/inbox/filters', { params: { query: { view, ...(as && { as }) } } })),
  })

export const decidedTasks = () =>
  queryOptions({
    queryKey: [...taskKeys.lists, 'decided'],
    queryFn: () => answer(api.GET('/api/v1/tasks', { params: { query: { status: 'decided', limit: most } } })),
  })

/** Every task that a run and the runs it called have had, in any state. */
export const tasksOfRun = (run: string) =>
  queryOptions({
    queryKey: taskKeys.ofRun(run),
    queryFn: () => answer(api.GET('/api/v1/tasks', { params: { query: { instance: run, limit: most } } })),
  })

/** All that is needed to decide a task. */
export const taskPage = (id: string) =>
  queryOptions({
    queryKey: taskKeys.one(id),
    queryFn: () => answer(api.GET('/api/v1/tasks/{id}/page', { params: { path: { id } } })),
  })

/** What the versions that a task speaks of are made of. */
export const lineageOf = (id: string) =>
  queryOptions({
    queryKey: [...taskKeys.all, 'lineage', id],
    queryFn: () => answer(api.GET('/api/v1/tasks/{id}/lineage', { params: { path: { id } } })),
  })

function useTaskMutation<Request, Result>(send: (request: Request) => Promise<Result>, answered: Answered<Request, Result>) {
  const client = useQueryClient()
  return useMutation({ ...answered, mutationFn: send, onSettled: () => client.invalidateQueries({ queryKey: taskKeys.all }) })
}

export const useDecide = (id: string, answered: Answered<DecisionRequest, Schemas['DecisionResult']>) =>
  useTaskMutation((decision: DecisionRequest) => answer(api.POST('/api/v1/tasks/{id}/decisions', { params: { path: { id } }, body: decision })), answered)

export interface BulkDecision {
  tasks: readonly string[]
  outcome: string
  as: string
  comment: string | null
}

const mostAtOnce = 500

/** Decides many tasks alike; answers for each. */
export const useDecideAll = (answered: Answered<BulkDecision, Schemas['DecisionAnswer'][]>) =>
  useTaskMutation(async ({ tasks, ...decision }: BulkDecision) => {
    const answers: Schemas['DecisionAnswer'][] = []
    for (let at = 0; at < tasks.length; at += mostAtOnce)
      answers.push(...(await answer(api.POST('/api/v1/tasks/decisions', { body: { decisions: tasks.slice(at, at + mostAtOnce).map((task) => ({ task, ...decision })) } }))))
    return answers
  }, answered)

export const useComment = (id: string, answered: Answered<Schemas['CommentRequest'], unknown>) =>
  useTaskMutation((comment: Schemas['CommentRequest']): Promise<unknown> => answer(api.POST('/api/v1/tasks/{id}/comments', { params: { path: { id } }, body: comment })), answered)

/** Who works on a task from now on. */
export type Assignment = { kind: 'claim'; as: string; takeOver: boolean } | { kind: 'release'; as: string } | { kind: 'delegate'; as: string; to: string }

export const useAssign = (id: string, answered: Answered<Assignment, unknown>) =>
  useTaskMutation((change: Assignment): Promise<unknown> => {
    const at = { params: { path: { id } } }
    switch (change.kind) {
      case 'claim':
        return answer(api.POST('/api/v1/tasks/{id}/claim', { ...at, body: { as: change.as, take_over: change.takeOver } }))
      case 'release':
        return answer(api.POST('/api/v1/tasks/{id}/release', { ...at, body: { as: change.as } }))
      case 'delegate':
        return answer(api.POST('/api/v1/tasks/{id}/delegate', { ...at, body: { as: change.as, to: change.to } }))
    }
  }, answered)
