import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, type Schemas } from './client'

export type Person = Schemas['Person']

const lookEvery = 3000 // milliseconds, while nobody is here; no event tells of people

export const people = () =>
  queryOptions({
    queryKey: ['people'],
    queryFn: () => answer(api.GET('/api/v1/people')),
    refetchInterval: ({ state }) => (state.data?.length === 0 ? lookEvery : false),
  })

export interface NewPerson {
  /** As decisions and commits name them; without spaces. */
  name: string
  display: string
  roles: string[]
}

export function useAddPerson() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ name, display, roles }: NewPerson) => answer(api.PUT('/api/v1/people/{name}', { params: { path: { name } }, body: { display, roles } })),
    // Whoever is added is there for all that is drawn next.
    onSuccess: (added) => client.setQueryData(people().queryKey, (known: Person[] = []) => [...known.filter((one) => one.name !== added.name), added].toSorted((a, b) => a.name.localeCompare(b.name))),
  })
}
