import { useMemo } from 'react'
import { matchPath, useNavigate, useParams, useSearchParams } from 'react-router'
import { Failure } from '../frame/Failure'
import { useMe } from '../frame/me'
import { usePlace } from '../frame/place'
import { useShortcuts } from '../keyboard/shortcuts'
import { isSearch, readFilter, writeFilter, type InboxFilter } from './inbox-filter'
import { BulkBar } from './BulkBar'
import { InboxFilters } from './InboxFilters'
import classes from './InboxPage.module.css'
import { NoTask } from './NoTask'
import { TaskList } from './TaskList'
import { TaskPage } from './TaskPage'
import { useInbox } from './use-inbox'
import { usePicked } from './use-picked'

/** The task that is open or will be: the address tells at once, while keys may follow each other faster than pages are drawn. */
const goingTo = (): string | undefined => matchPath('/inbox/:id', window.location.pathname)?.params.id

/** What waits for people: the list, and beside it the task. */
export function InboxPage() {
  const { id } = useParams()
  const [address, setAddress] = useSearchParams()
  const navigate = useNavigate()
  const { person } = useMe()
  const filter = useMemo(() => readFilter(address), [address])
  const { rows: tasks, error, more, onMore, onRetry } = useInbox(filter, person?.name ?? '')
  const picked = usePicked(filter.show === 'decided' ? undefined : tasks)
  const chosen = tasks?.find((task) => task.id === id)
  usePlace({ label: 'Inbox', to: '/inbox' }, ...(chosen?.title ? [{ label: chosen.title }] : []))

  const open = (task?: string) => {
    // Going once more where one is going already would begin anew to draw it, as often as the key repeats.
    if (task === goingTo()) return
    void navigate({ pathname: task ? `/inbox/${task}` : '/inbox', search: address.toString() })
  }
  const move = (by: number) => {
    if (!tasks || tasks.length === 0) return
    const at = tasks.findIndex((task) => task.id === goingTo())
    open(tasks[at < 0 ? 0 : Math.min(tasks.length - 1, Math.max(0, at + by))]!.id)
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => (id ? document.getElementById('task')?.focus() : move(0)),
    x: () => {
      const task = goingTo()
      if (task && filter.show !== 'decided') picked.toggle(task)
    },
    Escape: () => (picked.rows.length > 0 ? picked.none() : open()),
  })

  const change = (next: Partial<InboxFilter>) => setAddress(writeFilter({ ...filter, ...next }), { replace: 'q' in next })
  // What waits next, unless the person has gone elsewhere while the answer was on its way.
  const goOn = (decided: string) => {
    if (goingTo() !== decided) return
    // A button that waits for its answer has lost the focus; whoever has gone to the list keeps it there.
    const task = document.getElementById('task')
    if (document.activeElement === document.body || task?.contains(document.activeElement)) task?.focus({ preventScroll: true })
    const at = tasks?.findIndex((task) => task.id === decided) ?? -1
    open((tasks?.[at + 1] ?? tasks?.[at - 1])?.id)
  }

  return (
    <div className={classes.inbox} data-reading={id ? '' : undefined}>
      <section className={classes.list} aria-label="Tasks">
        <InboxFilters filter={filter} onChange={change} />
        {error && !tasks ? (
          <Failure error={error} onRetry={onRetry} />
        ) : (
          <TaskList tasks={tasks} chosen={id} filter={filter} more={more} picked={picked} onMore={onMore} onOpen={open} onAll={() => change({ ...readFilter(new URLSearchParams()), show: 'all' })} />
        )}
        <BulkBar picked={picked.rows} shown={tasks?.length ?? 0} onAll={picked.all} onNone={picked.none} />
      </section>
      <section className={classes.task} aria-label="Task" id="task" tabIndex={-1}>
        {id ? <TaskPage key={id} id={id} onDecided={() => goOn(id)} /> : <NoTask waiting={tasks?.length} searched={isSearch(filter)} />}
      </section>
    </div>
  )
}
