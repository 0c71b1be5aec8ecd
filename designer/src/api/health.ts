import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'

export const health = () => queryOptions({ queryKey: ['health'], queryFn: () => answer(api.GET('/api/v1/health')), staleTime: Infinity })
