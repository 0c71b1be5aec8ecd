import { QueryClient } from '@tanstack/react-query'
import { Problem } from './problem'

const patience = 3

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Events say what has changed; asking again after a while is only for what no event tells.
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => error instanceof Problem && error.passing && failures < patience,
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 5000),
      },
      mutations: { retry: false },
    },
  })
}
