import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answered } from './answered'
import { answer, api, type Schemas } from './client'
import { instanceKeys } from './instances'

export type MigrationPlan = Schemas['MigrationPlan']
export type StepFate = Schemas['StepFate']

/** What moving a run to a definition would do; `from`: a step from which everything is done again. */
export const migrationPreview = (id: string, definition: string, from: string | null) =>
  queryOptions({
    queryKey: instanceKeys.part(id, `migration/${definition}/${from ?? ''}`),
    queryFn: () => answer(api.POST('/api/v1/instances/{id}/migration/preview', { params: { path: { id } }, body: { definition, from } })),
    retry: false,
  })

export function useMigrate(id: string, as: string, answered: Answered<{ definition: string; from: string | null }, unknown>) {
  const client = useQueryClient()
  return useMutation({
    ...answered,
    mutationFn: ({ definition, from }: { definition: string; from: string | null }): Promise<unknown> =>
      answer(api.POST('/api/v1/instances/{id}/migration', { params: { path: { id } }, body: { definition, from, as } })),
    onSettled: () => client.invalidateQueries({ queryKey: instanceKeys.all }),
  })
}
