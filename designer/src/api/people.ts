import { queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from './client'

export type Person = Schemas['Person']

const lookEvery = 3000 // milliseconds, while nobody is here; no event tells of people

export const people = () =>
  queryOptions({
    queryKey: ['people'],
    queryFn: () => answer(api.GET('/api/v1/people')),
    refetchInterval: ({ state }) => (state.data?.length === 0 ? lookEvery : false),
  })
