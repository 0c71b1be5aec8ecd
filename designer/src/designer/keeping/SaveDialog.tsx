import type { LSPClient } from '@codemirror/lsp-client'
import { Checkbox, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Overtaken, saveSources, sourceKeys, type Conflict } from '../../api/sources'
import { useMe } from '../../frame/me'
import { useTell } from '../../frame/Notices'
import { words } from '../../format/words'
import type { Desk } from '../desk/Desk'
import { Ask } from '../../frame/Ask'
import { Conflicts } from './Conflicts'

/** Saves what was changed as one commit. Where somebody else has saved meanwhile, both texts are shown and a person chooses. */
export default function SaveDialog({ desk, language, onClose }: { desk: Desk; language: LSPClient; onClose: () => void }) {
  const { person } = useMe()
  const tell = useTell()
  const client = useQueryClient()
  const unsaved = desk.bases.unsaved()
  const [chosen, setChosen] = useState<readonly string[]>(unsaved)
  const [message, setMessage] = useState('')
  const [conflicts, setConflicts] = useState<readonly Conflict[]>()
  const usual = `Change ${words(desk.store.get().pipeline ?? desk.path)}`

  const save = async () => {
    const files = chosen.flatMap((path) => {
      const base = desk.bases.baseOf(path)
      return base ? [{ path, text: desk.bases.textOf(path), version: base.version, base: base.text }] : []
    })
    try {
      const answer = await saveSources({ as: person?.name ?? '', message: message.trim() || usual, files })
      for (const { path, version } of answer.files) desk.saved(path, version, files.find((file) => file.path === path)!.text)
      language.notification('workspace/didChangeWatchedFiles', { changes: [] })
      void client.invalidateQueries({ queryKey: sourceKeys.all })
      tell(answer.commit ? `Saved as ${answer.commit.id.slice(0, 8)}` : 'Saved')
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error
      setConflicts(error.conflicts)
      throw new Error(error.message)
    }
  }

  if (conflicts)
    return (
      <Conflicts
        desk={desk}
        conflicts={conflicts}
        onResolved={async () => {
          await save()
          onClose()
        }}
        onClose={onClose}
      />
    )
  return (
    <Ask title="Save" action="Save" disabled={chosen.length === 0 || !person} onDone={save} onClose={onClose}>
      {unsaved.length === 0 && <p>Nothing has changed since it was saved.</p>}
      {unsaved.length > 1 && (
        <Checkbox.Group label="Files" value={[...chosen]} onChange={setChosen} mb="sm">
          {unsaved.map((path) => (
            <Checkbox key={path} value={path} label={path} mt={6} size="xs" />
          ))}
        </Checkbox.Group>
      )}
      {unsaved.length > 0 && <Textarea data-autofocus label="What has changed, and why?" placeholder={usual} value={message} onChange={(event) => setMessage(event.currentTarget.value)} autosize minRows={2} dir="auto" />}
    </Ask>
  )
}
