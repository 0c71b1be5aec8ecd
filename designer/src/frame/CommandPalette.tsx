import { Modal, useMantineColorScheme } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { instanceList } from '../api/instances'
import { inbox } from '../api/tasks'
import { commandsFor, matching, type Command } from './commands'
import classes from './CommandPalette.module.css'
import { useMe } from './me'

interface Props {
  opened: boolean
  onClose: () => void
  onKeys: () => void
}

/** Ctrl-K: places, tasks, runs, people and commands in one list. */
export function CommandPalette({ opened, onClose, onKeys }: Props) {
  return (
    <Modal.Root opened={opened} onClose={onClose} padding={0} size={620} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label="Search and commands">{opened && <Choices onClose={onClose} onKeys={onKeys} />}</Modal.Content>
    </Modal.Root>
  )
}

function Choices({ onClose, onKeys }: Omit<Props, 'opened'>) {
  const navigate = useNavigate()
  const { everyone, choose } = useMe()
  const { setColorScheme } = useMantineColorScheme()
  const { data: tasks } = useInfiniteQuery(inbox({ view: 'all' }))
  const { data: runs } = useInfiniteQuery(instanceList({}))
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)

  const all = commandsFor({ tasks: tasks?.pages.flatMap((page) => page.tasks) ?? [], runs: runs?.pages.flat() ?? [], people: everyone, go: (to) => void navigate(to), workAs: choose, setTheme: setColorScheme, showKeys: onKeys })
  const found = matching(all, text)
  const chosen = Math.min(at, found.length - 1)
  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    command.run()
  }

  return (
    <div
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, found.length - 1))
        else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0))
        else if (event.key === 'Enter') run(found[chosen])
        else return
        event.preventDefault()
      }}
    >
      <input
        data-autofocus
        className={classes.input}
        placeholder="Where to, or what to do?"
        aria-label="Search and commands"
        role="combobox"
        aria-expanded="true"
        aria-controls="commands"
        aria-activedescendant={found[chosen] && `command-${chosen}`}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
      />
      <ul id="commands" role="listbox" aria-label="Found" className={classes.list}>
        {found.map((command, index) => (
          <li
            key={command.id}
            id={`command-${index}`}
            role="option"
            aria-selected={index === chosen}
            ref={index === chosen ? (row) => row?.scrollIntoView({ block: 'nearest' }) : undefined}
            className={classes.row}
            onMouseMove={() => setAt(index)}
            onClick={() => run(command)}
          >
            <command.icon size={17} stroke={1.6} aria-hidden />
            <span className={classes.title}>{command.title}</span>
            <span className={classes.detail}>{command.detail}</span>
          </li>
        ))}
        {found.length === 0 && (
          <li role="option" aria-selected="false" className={classes.nothing}>
            Nothing is called “{text}”
          </li>
        )}
      </ul>
    </div>
  )
}
