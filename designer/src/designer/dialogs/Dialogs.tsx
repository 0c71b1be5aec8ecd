import type { LSPClient } from '@codemirror/lsp-client'
import { lazy, Suspense } from 'react'
import type { Where } from '../../api/sources'
import type { Desk } from '../desk/Desk'
import { usePart, type Store } from '../desk/store'
import { stretch, takesOnlySteps } from '../desk/where'
import type { Opened } from '../opened'
import type { PaletteItem } from '../palette/items'
import { Ask } from '../../frame/Ask'
import { ConnectDialog } from './ConnectDialog'
import type { Dialog } from './dialog'
import { DeclareDialog } from './DeclareDialog'
import { GoDialog } from './GoDialog'
import { InsertDialog } from './InsertDialog'
import { LoopDialog } from './LoopDialog'
import { NewPipelineDialog } from './NewPipelineDialog'
import { RenameDialog } from './RenameDialog'
import { UseDialog } from './UseDialog'
import { WrapDialog } from './WrapDialog'

const SaveDialog = lazy(() => import('../keeping/SaveDialog'))
const VersionsDialog = lazy(() => import('../keeping/VersionsDialog'))
const RunDialog = lazy(() => import('../keeping/RunDialog'))

interface Props {
  desk: Desk
  language: LSPClient
  opened: Store<Opened>
  items: readonly PaletteItem[]
  onAsk: (dialog: Dialog | null) => void
  onPut: (item: PaletteItem['puts'], where: Where) => void
}

/** Whatever is being asked for. */
export function Dialogs({ desk, language, opened, items, onAsk, onPut }: Props) {
  const dialog = usePart(opened, (state) => state.dialog)
  const picture = usePart(desk.store, (state) => state.picture)
  const close = () => onAsk(null)
  switch (dialog?.kind) {
    case 'insert':
      return (
        <InsertDialog
          items={items}
          onlySteps={picture !== null && takesOnlySteps(picture, dialog.where)}
          onChoose={(item) => {
            close()
            onPut(item.puts, dialog.where)
          }}
          onClose={close}
        />
      )
    case 'connect':
      return picture && <ConnectDialog key={dialog.outcome ?? ''} desk={desk} picture={picture} node={dialog.node} outcome={dialog.outcome} target={dialog.target} onNext={(next) => onAsk({ ...dialog, ...next })} onClose={close} />
    case 'loop':
      return <LoopDialog desk={desk} node={dialog.node} outcome={dialog.outcome} target={dialog.target} onClose={close} />
    case 'wrap': {
      const part = picture && stretch(picture, dialog.nodes)
      return (
        part && (
          <WrapDialog
            {...part}
            onChoose={(edit) => {
              close()
              void desk.edit(edit)
            }}
            onClose={close}
          />
        )
      )
    }
    case 'go':
      return <GoDialog desk={desk} language={language} onClose={close} />
    case 'rename-text':
      return <RenameDialog desk={desk} language={language} at={dialog.at} name={dialog.name} onClose={close} />
    case 'pipeline':
      return <NewPipelineDialog desk={desk} onClose={close} />
    case 'use':
      return <UseDialog desk={desk} onClose={close} />
    case 'declare':
      return <DeclareDialog desk={desk} onClose={close} />
    case 'delete-pipeline':
      return (
        <Ask
          title="Delete this pipeline?"
          action="Delete"
          danger
          onDone={async () => {
            await desk.edit({ kind: 'delete_pipeline' })
          }}
          onClose={close}
        >
          <p>It goes from the text; undo brings it back. What has been published stays.</p>
        </Ask>
      )
    case 'save':
      return (
        <Suspense>
          <SaveDialog desk={desk} language={language} onClose={close} />
        </Suspense>
      )
    case 'versions':
      return (
        <Suspense>
          <VersionsDialog desk={desk} onClose={close} />
        </Suspense>
      )
    case 'run':
    case 'publish':
      return (
        <Suspense>
          <RunDialog desk={desk} runs={dialog.kind === 'run'} onClose={close} />
        </Suspense>
      )
    default:
      return null
  }
}
