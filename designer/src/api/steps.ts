import { queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from './client'
import { instanceKeys } from './instances'

export type StepWork = Schemas['StepWork']

/** What a step was given and what it gave, the latest iteration first. */
export const workOf = (id: string, step: string) =>
  queryOptions({
    queryKey: instanceKeys.part(id, `work/${step}`),
    queryFn: () => answer(api.GET('/api/v1/instances/{id}/steps/{step}/work', { params: { path: { id, step } } })),
  })
