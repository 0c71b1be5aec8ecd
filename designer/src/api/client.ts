import createClient from 'openapi-fetch'
import { Problem } from './problem'
import type { components, paths } from './schema'

export type Schemas = components['schemas']

export const api = createClient<paths>({ baseUrl: location.origin })

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** What the server answers, or its problem thrown: pages and mutations need not look at statuses. */
export async function answer<T>(request: Promise<Answer<T>>): Promise<T> {
  let result: Answer<T>
  try {
    result = await request
  } catch {
    throw Problem.unreachable()
  }
  if (!result.response.ok) throw Problem.of(result.response.status, result.error)
  return result.data as T
}
