import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, type Schemas } from './client'

export type HumanTask = Schemas['HumanTask']
export type TaskOutcome = Schemas['TaskOutcome']
export type TaskStatus = Schemas['HumanTaskStatus']
export type DecisionRequest = Schemas['DecisionRequest']

export const taskKeys = {
  all: ['tasks'] as const,
  list: (status: TaskStatus) => ['tasks', 'list', status] as const,
  ofRun: (run: string) => ['tasks', 'run', run] as const,
  one: (id: string) => ['tasks', 'one', id] as const,
}

const page = 1000

export const taskList = (status: TaskStatus) =>
  queryOptions({
    queryKey: taskKeys.list(status),
    queryFn: () => answer(api.GET('/api/v1/tasks', { params: { query: { status, limit: page } } })),
  })

/** Every task that a run and the runs it called have had, in any state. */
export const tasksOfRun = (run: string) =>
  queryOptions({
    queryKey: taskKeys.ofRun(run),
    queryFn: () => answer(api.GET('/api/v1/tasks', { params: { query: { instance: run, limit: page } } })),
  })

export const task = (id: string) =>
  queryOptions({
    queryKey: taskKeys.one(id),
    queryFn: () => answer(api.GET('/api/v1/tasks/{id}', { params: { path: { id } } })),
  })

export function useDecide(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (decision: DecisionRequest) => answer(api.POST('/api/v1/tasks/{id}/decisions', { params: { path: { id } }, body: decision })),
    onSettled: () => client.invalidateQueries({ queryKey: taskKeys.all }),
  })
}
