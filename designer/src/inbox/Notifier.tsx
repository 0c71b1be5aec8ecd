import { useRef } from 'react'
import { useNavigate } from 'react-router'
import { useQueryClient } from '@tanstack/react-query'
import { taskPage } from '../api/tasks'
import { useMe } from '../frame/me'
import { words } from '../format/words'
import { useJournal } from '../live/Live'
import { askedIn } from './asked-in'
import { useNotifyChoice } from './notify-choice'

const gathering = 1000 // milliseconds; what comes together is told together
const mostAtOnce = 3

/** Tells of tasks that come for this person while the page is out of sight, where that was wished for. */
export function Notifier() {
  const { on } = useNotifyChoice()
  const { person } = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const waiting = useRef(new Set<string>())

  const show = (title: string, body: string, tag: string, to: string) => {
    const notification = new Notification(title, { body, tag, icon: '/favicon.svg' })
    notification.onclick = () => {
      window.focus()
      void navigate(to)
      notification.close()
    }
  }
  const flush = async () => {
    const tasks = [...waiting.current]
    waiting.current.clear()
    const more = tasks.length - mostAtOnce
    for (const id of tasks.slice(0, mostAtOnce)) {
      const page = await client.fetchQuery(taskPage(id)).catch(() => undefined) // it may have gone again
      const mine = page?.task.status === 'open' && page.candidates.some((one) => one.name === person?.name && !one.excluded)
      if (mine) show(page.task.title ?? words(page.task.node), `${words(page.task.pipeline)} · ${words(page.task.node)}`, id, `/inbox/${id}`)
    }
    if (more > 0) show(`${more} more tasks have come`, 'Look into the inbox', 'more', '/inbox')
  }

  useJournal((rows) => {
    if (!on || document.hasFocus()) return
    const asked = askedIn(rows)
    if (asked.length > 0 && waiting.current.size === 0) setTimeout(() => void flush(), gathering)
    for (const task of asked) waiting.current.add(task)
  })
  return null
}
