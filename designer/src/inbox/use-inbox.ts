import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { decidedTasks, inbox } from '../api/tasks'
import { roleName } from '../format/words'
import { useMe } from '../frame/me'
import { decidedRows, openRow, questionOf, type InboxFilter, type Row } from './inbox-filter'

interface Inbox {
  rows: Row[] | undefined
  error: Error | null
  /** There is another page, and nobody asks for it yet. */
  more: boolean
  onMore: () => void
  onRetry: () => void
}

/** The rows of a filter: open tasks page after page, or those that were decided. */
export function useInbox(filter: InboxFilter, person: string): Inbox {
  const decided = filter.show === 'decided'
  const { everyone } = useMe()
  const open = useInfiniteQuery({ ...inbox(questionOf(filter, person)), enabled: !decided })
  const done = useQuery({ ...decidedTasks(), enabled: decided })
  const rows = useMemo(
    () => (decided ? done.data && decidedRows(done.data, filter, (person) => everyone.find((one) => one.name === person)?.display ?? person) : open.data?.pages.flatMap((page) => page.tasks.map((task) => openRow(task, roleName)))),
    [decided, done.data, open.data, filter, everyone],
  )
  const asked = decided ? done : open
  return {
    rows,
    error: asked.error,
    more: !decided && open.hasNextPage && !open.isFetchingNextPage,
    onMore: () => void open.fetchNextPage(),
    onRetry: () => void asked.refetch(),
  }
}
