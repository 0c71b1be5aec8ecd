import { Button, Skeleton } from '@mantine/core'
import { IconMoodSmile, IconSearchOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { inboxCounts } from '../api/tasks'
import { Empty } from '../frame/Empty'
import { useMe } from '../frame/me'
import { isSearch, type InboxFilter, type Row } from './inbox-filter'
import classes from './TaskList.module.css'
import { TaskRow } from './TaskRow'
import type { Picked } from './use-picked'

const rowHeight = 76

interface Props {
  tasks: readonly Row[] | undefined
  chosen: string | undefined
  filter: InboxFilter
  more: boolean
  onMore: () => void
  picked: Picked
  onOpen: (task: string) => void
  onAll: () => void
}

/** Only the rows in sight are drawn, however many there are. */
export function TaskList({ tasks, chosen, filter, more, picked, onMore, onOpen, onAll }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const { person } = useMe()
  const { data: counts } = useQuery(inboxCounts(person?.name ?? ''))
  const rows = useVirtualizer({ count: tasks?.length ?? 0, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8, getItemKey: (at) => tasks![at]!.id })
  const at = tasks?.findIndex((task) => task.id === chosen) ?? -1
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' })
    // Only when another task is chosen; not whenever the list is drawn.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [at])

  const last = rows.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (more && tasks && last > tasks.length - 20) onMore()
  }, [more, tasks, last, onMore])

  if (!tasks)
    return (
      <div className={classes.loading} role="status" aria-busy="true" aria-label="Loading tasks">
        {[72, 54, 80, 66, 48].map((width) => (
          <div key={width}>
            <Skeleton height={13} width={`${width}%`} />
            <Skeleton height={11} width="45%" mt={9} />
          </div>
        ))}
      </div>
    )
  if (tasks.length === 0) {
    return isSearch(filter) ? (
      <Empty icon={<IconSearchOff size={24} />} title="Nothing fits">
        <p>No task fits what you search for.</p>
        <Button variant="default" size="xs" onClick={onAll}>
          Show everything that waits
        </Button>
      </Empty>
    ) : (
      <Empty icon={<IconMoodSmile size={24} />} title={filter.show === 'decided' ? 'Nothing was decided yet' : filter.show === 'mine' ? 'You have claimed nothing' : 'Nothing waits for you'}>
        {(filter.show === 'mine' || filter.show === 'roles') && counts !== undefined && counts.all.value > 0 && (
          <Button variant="default" size="xs" onClick={onAll}>
            See what waits for others
          </Button>
        )}
      </Empty>
    )
  }
  return (
    <div ref={scroller} className={classes.scroller}>
      <ul className={classes.rows} data-picking={picked.rows.length > 0 || undefined} style={{ height: rows.getTotalSize() }} aria-label={`${tasks.length}${more ? ' and more' : ''} tasks`}>
        {rows.getVirtualItems().map((row) => (
          <li key={row.key} style={{ transform: `translateY(${row.start}px)`, height: row.size }}>
            <TaskRow task={tasks[row.index]!} chosen={row.index === at} picked={picked.has(tasks[row.index]!.id)} onOpen={onOpen} onPick={picked.toggle} />
          </li>
        ))}
      </ul>
    </div>
  )
}
