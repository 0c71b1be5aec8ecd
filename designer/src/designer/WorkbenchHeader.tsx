import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconDots, IconFilePlus, IconHistory, IconPlayerPlay, IconUpload } from '@tabler/icons-react'
import { memo } from 'react'
import { words } from '../format/words'
import type { Desk } from './desk/Desk'
import { usePart } from './desk/store'
import type { Dialog } from './dialogs/dialog'
import classes from './WorkbenchHeader.module.css'

interface Props {
  desk: Desk
  onAsk: (dialog: Dialog) => void
}

export const WorkbenchHeader = memo(function WorkbenchHeader({ desk, onAsk }: Props) {
  const pipeline = usePart(desk.store, (state) => state.pipeline)
  const unsaved = usePart(desk.store, (state) => state.unsaved)
  const undoable = usePart(desk.store, (state) => state.undoable)
  const redoable = usePart(desk.store, (state) => state.redoable)
  const names = usePart(desk.store, (state) => state.drawing?.pictures.map((picture) => picture.pipeline).join(' ') ?? '')
  const pipelines = names.split(' ').filter(Boolean)
  return (
    <header className={classes.header}>
      <h1 className={classes.file} dir="auto" title={desk.path}>
        {desk.path.split('/').at(-1)}
      </h1>
      <span className={classes.state} data-unsaved={unsaved || undefined} role="status">
        {unsaved ? 'Not saved' : 'Saved'}
      </span>
      <nav className={classes.pipelines} aria-label="Pipelines of this file">
        {pipelines.map((name) => (
          <button key={name} type="button" className={classes.pipeline} aria-current={name === pipeline || undefined} onClick={() => desk.show(name)} dir="auto">
            {words(name)}
          </button>
        ))}
        <Tooltip label="New pipeline in this file">
          <ActionIcon variant="subtle" color="gray" aria-label="New pipeline in this file" onClick={() => onAsk({ kind: 'pipeline' })}>
            <IconFilePlus size={17} />
          </ActionIcon>
        </Tooltip>
      </nav>
      <Tooltip label="Undo (Ctrl Z)">
        <ActionIcon variant="subtle" color="gray" aria-label="Undo" aria-disabled={!undoable} data-disabled={!undoable || undefined} onClick={desk.undo}>
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Redo (Ctrl Y)">
        <ActionIcon variant="subtle" color="gray" aria-label="Redo" aria-disabled={!redoable} data-disabled={!redoable || undefined} onClick={desk.redo}>
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label="More">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => onAsk({ kind: 'versions' })}>
            Versions
          </Menu.Item>
          <Menu.Item leftSection={<IconUpload size={16} />} onClick={() => onAsk({ kind: 'publish' })}>
            Publish or activate…
          </Menu.Item>
          {unsaved && (
            <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={() => onAsk({ kind: 'run' })}>
              Run what is saved…
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {unsaved ? (
        <Button size="xs" onClick={() => onAsk({ kind: 'save' })}>
          Save…
        </Button>
      ) : (
        <Button size="xs" leftSection={<IconPlayerPlay size={15} />} disabled={!pipeline} onClick={() => onAsk({ kind: 'run' })}>
          Run…
        </Button>
      )}
    </header>
  )
})
