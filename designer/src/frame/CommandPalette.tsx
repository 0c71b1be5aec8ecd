import { Modal, useMantineColorScheme } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { instanceList } from '../api/instances'
import { inbox } from '../api/tasks'
import { commandsFor, matching } from './commands'
import { useMe } from './me'
import { SearchList } from './SearchList'

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

  const all = commandsFor({ tasks: tasks?.pages.flatMap((page) => page.tasks) ?? [], runs: runs?.pages.flat() ?? [], people: everyone, go: (to) => void navigate(to), workAs: choose, setTheme: setColorScheme, showKeys: onKeys })
  return (
    <SearchList
      label="Search and commands"
      listLabel="Found"
      placeholder="Where to, or what to do?"
      choices={(text) => matching(all, text).map((command) => ({ ...command, icon: <command.icon size={17} stroke={1.6} aria-hidden /> }))}
      onChoose={(command) => {
        onClose()
        command.run()
      }}
    />
  )
}
