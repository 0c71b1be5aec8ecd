import { IconChecklist, IconFlask, IconInbox, IconKeyboard, IconMoon, IconPlayerPlay, IconRoute, IconSitemap, IconSun, IconUser, type IconProps } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { InstanceSummary } from '../api/instances'
import type { Person } from '../api/people'
import type { TaskSummary } from '../api/tasks'
import { roleName, shortId, words } from '../format/words'

export interface Command {
  id: string
  title: string
  detail: string
  icon: ComponentType<IconProps>
  run: () => void
}

export interface CommandSources {
  tasks: readonly TaskSummary[]
  runs: readonly InstanceSummary[]
  people: readonly Person[]
  go: (to: string) => void
  workAs: (name: string) => void
  setTheme: (theme: 'light' | 'dark') => void
  showKeys: () => void
}

export function commandsFor({ tasks, runs, people, go, workAs, setTheme, showKeys }: CommandSources): Command[] {
  return [
    { id: 'inbox', title: 'Inbox', detail: 'go', icon: IconInbox, run: () => go('/inbox') },
    { id: 'designer', title: 'Designer', detail: 'go', icon: IconSitemap, run: () => go('/designer') },
    { id: 'runs', title: 'Runs', detail: 'go', icon: IconPlayerPlay, run: () => go('/instances') },
    { id: 'experiments', title: 'Experiments', detail: 'go', icon: IconFlask, run: () => go('/experiments') },
    { id: 'incidents', title: 'Runs that need help', detail: 'go', icon: IconPlayerPlay, run: () => go('/instances?doing=incident') },
    ...tasks.map((task) => ({ id: task.id, title: task.title, detail: `task · ${words(task.pipeline)}`, icon: IconChecklist, run: () => go(`/inbox/${task.id}`) })),
    ...runs.map((run) => ({ id: run.id, title: words(run.pipeline), detail: `run ${shortId(run.id)} · ${run.doing}`, icon: IconRoute, run: () => go(`/instances/${run.id}`) })),
    ...people.map((person) => ({
      id: `as-${person.name}`,
      title: `Work as ${person.display}`,
      detail: person.roles.map(roleName).join(', '),
      icon: IconUser,
      run: () => workAs(person.name),
    })),
    { id: 'light', title: 'Light theme', detail: 'look', icon: IconSun, run: () => setTheme('light') },
    { id: 'dark', title: 'Dark theme', detail: 'look', icon: IconMoon, run: () => setTheme('dark') },
    { id: 'keys', title: 'All keys', detail: '?', icon: IconKeyboard, run: showKeys },
  ]
}

const most = 60

/** Those that hold every word typed; where a title begins with the text comes first. */
export function matching(commands: readonly Command[], text: string): Command[] {
  const wanted = text.toLowerCase().trim()
  const parts = wanted.split(/\s+/)
  const found = commands.filter((command) => {
    const whole = `${command.title} ${command.detail} ${command.id}`.toLowerCase()
    return parts.every((part) => whole.includes(part))
  })
  const rank = (command: Command) => (command.title.toLowerCase().startsWith(wanted) ? 0 : 1)
  return (wanted === '' ? found : found.toSorted((a, b) => rank(a) - rank(b))).slice(0, most)
}
