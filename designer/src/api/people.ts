import { queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from './client'

export type Person = Schemas['Person']

export const people = () => queryOptions({ queryKey: ['people'], queryFn: () => answer(api.GET('/api/v1/people')) })
