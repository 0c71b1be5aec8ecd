import type { LSPClient } from '@codemirror/lsp-client'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Desk } from '../desk/Desk'
import { renameAt } from '../text/rename'
import { Ask } from '../../frame/Ask'

/** Renames the name under the cursor, wherever the project names it. */
export function RenameDialog({ desk, language, at, name, onClose }: { desk: Desk; language: LSPClient; at: number; name: string; onClose: () => void }) {
  const [to, setTo] = useState(name)
  return (
    <Ask returnFocus={false} title={`Rename ${name}`} action="Rename" disabled={to.trim() === '' || to === name} onDone={() => renameAt(desk, language, at, to.trim())} onClose={onClose}>
      <TextInput data-autofocus label="New name" description="Everywhere in the project" value={to} onChange={(event) => setTo(event.currentTarget.value)} dir="auto" />
    </Ask>
  )
}
