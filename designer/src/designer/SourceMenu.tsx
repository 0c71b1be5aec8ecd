import { ActionIcon, Menu, TextInput } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { deleteSource, renameSource, sourceKeys, type ListedSource } from '../api/sources'
import { useMe } from '../frame/me'
import { useTell } from '../frame/Notices'
import { Ask } from '../frame/Ask'

/** What can be done with a file as a whole. */
export function SourceMenu({ file, taken, unsaved }: { file: ListedSource; taken: readonly string[]; unsaved: boolean }) {
  const [asks, setAsks] = useState<'rename' | 'delete'>()
  const close = () => setAsks(undefined)
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`More for ${file.path}`}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} />} disabled={unsaved} onClick={() => setAsks('rename')}>
            {unsaved ? 'Rename (save it first)' : 'Rename or move…'}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={15} />} color="red" onClick={() => setAsks('delete')}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asks === 'rename' && <Rename file={file} taken={taken} onClose={close} />}
      {asks === 'delete' && <Delete file={file} onClose={close} />}
    </>
  )
}

function Rename({ file, taken, onClose }: { file: ListedSource; taken: readonly string[]; onClose: () => void }) {
  const { person } = useMe()
  const tell = useTell()
  const queries = useQueryClient()
  const [to, setTo] = useState(file.path)
  const isTaken = to !== file.path && taken.includes(to)
  return (
    <Ask
      title={`Rename ${file.path}`}
      action="Rename"
      disabled={!person || to === file.path || isTaken || !/[^/]\.dlflow$/.test(to)}
      onDone={async () => {
        const { changed } = await renameSource({ path: file.path, to, version: file.version, as: person!.name })
        tell(changed.length > 0 ? `Renamed; ${changed.join(', ')} ${changed.length === 1 ? 'uses' : 'use'} it under its new name.` : 'Renamed.')
        await queries.invalidateQueries({ queryKey: sourceKeys.all })
      }}
      onClose={onClose}
    >
      <TextInput data-autofocus label="File" description="Below the folder of the pipelines; the files that use it follow" value={to} onChange={(event) => setTo(event.currentTarget.value)} error={isTaken ? 'This file is there already.' : undefined} dir="auto" />
    </Ask>
  )
}

function Delete({ file, onClose }: { file: ListedSource; onClose: () => void }) {
  const { person } = useMe()
  const tell = useTell()
  const queries = useQueryClient()
  return (
    <Ask
      title={`Delete ${file.path}?`}
      action="Delete"
      danger
      disabled={!person}
      onDone={async () => {
        const { used_by: users } = await deleteSource({ path: file.path, version: file.version, as: person!.name })
        tell(users.length > 0 ? `Deleted. ${users.join(', ')} used it and cannot be read without it.` : 'Deleted.')
        await queries.invalidateQueries({ queryKey: sourceKeys.all })
      }}
      onClose={onClose}
    >
      <p>Its versions stay in the repository, and what has been published goes on as it is.</p>
    </Ask>
  )
}
