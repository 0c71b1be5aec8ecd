import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answered } from './answered'
import { answer, api, type Schemas } from './client'

export type InstanceSummary = Schemas['InstanceSummary']
export type InstanceDetail = Schemas['InstanceDetail']
export type NodeState = Schemas['NodeState']
export type JobView = Schemas['JobView']
export type PartCounts = Schemas['PartCounts']
export type PartView = Schemas['PartView']
export type JournalRow = Schemas['JournalRow']
export type LogLine = Schemas['LogLine']
export type StepWait = Schemas['StepWait']
export type EndedWait = Schemas['EndedWait']
export type StepOutcomeCount = Schemas['StepOutcomeCount']
export type OpenIncident = Schemas['OpenIncidentView']
export type Doing = NonNullable<Schemas['RunDoing']>

export interface RunFilter {
  doing?: Doing
  pipeline?: string
  by?: string
  q?: string
}

export const instanceKeys = {
  all: ['instances'] as const,
  lists: ['instances', 'list'] as const,
  counts: ['instances', 'counts'] as const,
  one: (id: string) => ['instances', 'one', id] as const,
  part: (id: string, part: string) => ['instances', 'one', id, part] as const,
}

const page = 100

export const instanceList = (filter: RunFilter) =>
  infiniteQueryOptions({
    queryKey: [...instanceKeys.lists, filter],
    queryFn: ({ pageParam }) => answer(api.GET('/api/v1/instances', { params: { query: { ...filter, limit: page, ...(pageParam && { before: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: (last: InstanceSummary[]) => (last.length < page ? undefined : last.at(-1)?.id),
  })

export const instanceCounts = () => queryOptions({ queryKey: instanceKeys.counts, queryFn: () => answer(api.GET('/api/v1/instances/counts')) })

const at = (id: string) => ({ params: { path: { id } } })

export const instance = (id: string) => queryOptions({ queryKey: instanceKeys.one(id), queryFn: () => answer(api.GET('/api/v1/instances/{id}', at(id))) })

export const jobsOf = (id: string) => queryOptions({ queryKey: instanceKeys.part(id, 'jobs'), queryFn: () => answer(api.GET('/api/v1/instances/{id}/jobs', at(id))) })

const mostParts = 500
const partsEvery = 2000 // milliseconds; no event tells how far a part is

/** The parts of a step that owns many jobs, in the order in which they were made; no more than 500. */
export const partsOf = (id: string, step: string, underWay: boolean) =>
  queryOptions({
    queryKey: instanceKeys.part(id, `parts/${step}`),
    queryFn: () => answer(api.GET('/api/v1/instances/{id}/parts', { params: { path: { id }, query: { step, limit: mostParts } } })),
    refetchInterval: underWay ? partsEvery : false,
  })

export const incidentsOf = (id: string) =>
  queryOptions({ queryKey: instanceKeys.part(id, 'incidents'), queryFn: () => answer(api.GET('/api/v1/instances/{id}/incidents', at(id))) })

/** What its steps wait for, besides people. */
export const waitsOf = (id: string) => queryOptions({ queryKey: instanceKeys.part(id, 'waits'), queryFn: () => answer(api.GET('/api/v1/instances/{id}/waits', at(id))) })

/** What they have waited for. */
export const endedWaitsOf = (id: string) =>
  queryOptions({ queryKey: instanceKeys.part(id, 'waits/ended'), queryFn: () => answer(api.GET('/api/v1/instances/{id}/waits/ended', at(id))) })

/** How often its steps were left by which outcome. */
export const outcomesOf = (id: string) => queryOptions({ queryKey: instanceKeys.part(id, 'outcomes'), queryFn: () => answer(api.GET('/api/v1/instances/{id}/outcomes', at(id))) })

export interface Retry {
  kind: 'retry'
  instance: string
  step: string
}

export interface Skip {
  kind: 'skip'
  instance: string
  step: string
  outcome: string
}

export interface Cancel {
  kind: 'cancel'
  instance: string
  reason: string
}

export interface Enter {
  kind: 'enter'
  instance: string
  step: string
  reason: string
}

export interface Pause {
  kind: 'pause' | 'resume'
  instance: string
}

export type Command = Retry | Skip | Cancel | Enter | Pause

function send(command: Command, as: string) {
  const id = command.instance
  switch (command.kind) {
    case 'retry':
      return answer(api.POST('/api/v1/instances/{id}/incidents/{step}/retry', { params: { path: { id, step: command.step } }, body: { as } }))
    case 'skip':
      return answer(api.POST('/api/v1/instances/{id}/incidents/{step}/skip', { params: { path: { id, step: command.step } }, body: { as, outcome: command.outcome } }))
    case 'cancel':
      return answer(api.POST('/api/v1/instances/{id}/cancel', { params: { path: { id } }, body: { as, reason: command.reason || null } }))
    case 'pause':
      return answer(api.POST('/api/v1/instances/{id}/pause', { params: { path: { id } }, body: { as } }))
    case 'resume':
      return answer(api.POST('/api/v1/instances/{id}/resume', { params: { path: { id } }, body: { as } }))
    case 'enter':
      return answer(api.POST('/api/v1/instances/{id}/enter', { params: { path: { id } }, body: { as, step: command.step, reason: command.reason || null } }))
  }
}

/** Steers a run in somebody's name. */
export function useCommand(as: string, answered: Answered<Command, unknown>) {
  const client = useQueryClient()
  return useMutation({
    ...answered,
    mutationFn: (command: Command): Promise<unknown> => send(command, as),
    onSettled: () => client.invalidateQueries({ queryKey: instanceKeys.all }),
  })
}

/** Starts a run that keeps what another has done before a step; gives its id. */
export function useRerun(run: string, as: string, answered: Answered<string, { id: string }>) {
  const client = useQueryClient()
  return useMutation({
    ...answered,
    mutationFn: (from: string): Promise<{ id: string }> => answer(api.POST('/api/v1/instances/{id}/rerun', { params: { path: { id: run } }, body: { as, from } })),
    onSettled: () => client.invalidateQueries({ queryKey: instanceKeys.all }),
  })
}
