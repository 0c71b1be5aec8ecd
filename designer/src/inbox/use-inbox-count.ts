import { useQuery } from '@tanstack/react-query'
import { inboxCounts } from '../api/tasks'
import { useMe } from '../frame/me'

/** How many tasks wait for the person that this browser works as; counting stops at a thousand. */
export function useInboxCount(): number {
  const { person } = useMe()
  const { data } = useQuery(inboxCounts(person?.name ?? ''))
  return data?.roles.value ?? 0
}
