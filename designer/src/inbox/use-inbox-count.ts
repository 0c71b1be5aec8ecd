import { useQuery } from '@tanstack/react-query'
import { taskList } from '../api/tasks'
import { holdsOne, useMe } from '../frame/me'

/** How many tasks wait for the person that this browser works as. */
export function useInboxCount(): number {
  const { person } = useMe()
  const { data = [] } = useQuery(taskList('open'))
  return data.filter((task) => holdsOne(person, task.roles)).length
}
