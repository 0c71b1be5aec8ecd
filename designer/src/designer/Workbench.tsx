import type { LSPClient } from '@codemirror/lsp-client'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Catalog, Where } from '../api/sources'
import { useTell } from '../frame/Notices'
import { useShortcuts } from '../keyboard/shortcuts'
import { useCanvasKeys } from './canvas/keys'
import { Carry, CarryContext, type Carried } from './canvas/carry'
import { ActionsContext } from './canvas/actions'
import { InHand } from './canvas/Landing'
import { focusCanvas, focusCanvasFromDialog, focusCanvasNow, focusPanel } from './focus'
import type { Desk } from './desk/Desk'
import { puts } from './desk/put'
import { Store, usePart } from './desk/store'
import { behind, leadsBack } from './desk/where'
import type { Dialog } from './dialogs/dialog'
import { Dialogs } from './dialogs/Dialogs'
import type { Opened } from './opened'
import { paletteItems, type PaletteItem } from './palette/items'
import { Panes } from './Panes'
import { PicturePane } from './PicturePane'
import { Problems } from './Problems'
import { SidePane } from './SidePane'
import { TextPane } from './text/TextPane'
import classes from './Workbench.module.css'
import { WorkbenchHeader } from './WorkbenchHeader'

interface Props {
  desk: Desk
  language: LSPClient
  catalog: Catalog
  trail: readonly { path: string; pipeline: string }[]
  onOpen: (path: string, pipeline?: string, trail?: readonly { path: string; pipeline: string }[]) => void
}

/** What is selected, where it is one node. */
const onlyOne = (desk: Desk) => {
  const { selected } = desk.store.get()
  return selected.length === 1 ? selected[0] : undefined
}

/** Palette, picture, text and problems of one file. */
export function Workbench({ desk, language, catalog, trail, onOpen }: Props) {
  const tell = useTell()
  const [opened] = useState(() => new Store<Opened>({ dialog: null, side: 'add' }))
  const ask = useCallback(
    (next: Dialog | null) => {
      const before = opened.get().dialog
      const toCanvas = next === null && before?.kind !== 'rename-text' && before?.kind !== 'go'
      if (toCanvas) focusCanvasFromDialog()
      opened.set({ dialog: next })
      if (next === null && before?.kind === 'rename-text') setTimeout(() => desk.view.focus())
    },
    [desk, opened],
  )
  useEffect(() => {
    let last = onlyOne(desk)
    return desk.store.subscribe(() => {
      const one = onlyOne(desk)
      // Whoever looks for the next step goes on looking when the last one comes to be.
      if (one && one !== last && !document.activeElement?.closest('[data-palette]')) opened.set({ side: 'selected' })
      last = one
    })
  }, [desk, opened])
  const toPanel = useCallback(
    (field?: string) => {
      opened.set({ side: 'selected' })
      setTimeout(() => focusPanel(field, () => onlyOne(desk)))
    },
    [desk, opened],
  )
  const [carry] = useState(() => new Carry())
  const callables = usePart(desk.store, (state) => state.drawing?.callables)
  const shown = usePart(desk.store, (state) => state.pipeline)
  const items = useMemo(() => paletteItems(catalog, callables ?? [], shown), [catalog, callables, shown])

  // The picture has the focus before the answer comes: whatever a person goes to meanwhile keeps it.
  const put = useCallback(
    (item: PaletteItem['puts'], where: Where) => {
      focusCanvasNow()
      void desk.edit(puts(desk, catalog, item, where))
    },
    [desk, catalog],
  )
  const putBehind = useCallback(
    (item: PaletteItem) => {
      const { picture, selected, edge } = desk.store.get()
      if (!picture) return ask({ kind: 'pipeline' })
      put(item.puts, edgeWhere(desk, edge) ?? behind(picture, selected.at(-1) ?? lastOf(picture)))
    },
    [desk, ask, put],
  )
  const connect = useCallback(
    (node: string, outcome: string, target?: string) => {
      const { picture } = desk.store.get()
      if (target === undefined) return ask({ kind: 'connect', node, outcome })
      if (picture && leadsBack(picture, node, target) && !picture.edges.some((edge) => edge.from === node && edge.outcome === outcome && edge.feedback && edge.max)) return ask({ kind: 'loop', node, outcome, target })
      void desk.edit({ kind: 'connect', node, outcome, target })
    },
    [desk, ask],
  )
  const insertOn = useCallback(
    (edge: string) => {
      const where = edgeWhere(desk, edge)
      if (where) ask({ kind: 'insert', where })
    },
    [desk, ask],
  )
  const actions = useMemo(() => ({ connect, insertOn, chooseEdge: (edge: string) => desk.selectEdge(edge) }), [connect, insertOn, desk])
  const open = useCallback(
    (node: string) => {
      const { picture, drawing, pipeline } = desk.store.get()
      const drawn = picture?.nodes.find((one) => one.id === node)
      if (!drawn) return
      if (drawn.kind !== 'call') return toPanel()
      const called = drawing?.callables.find((one) => one.name === drawn.callee)
      if (!called || !pipeline) return tell(`There is no pipeline ${drawn.callee} in this project.`)
      onOpen(called.path, called.name, [...trail, { path: desk.path, pipeline }])
    },
    [desk, onOpen, tell, toPanel, trail],
  )
  const duplicate = useCallback(() => {
    const { selected, picture } = desk.store.get()
    const text = selected.map((id) => desk.textOf(id)).filter((part) => part !== null).join('\n')
    if (!text || !picture) return
    focusCanvasNow()
    void desk.edit({ kind: 'paste', where: behind(picture, selected.at(-1)), text })
  }, [desk])
  const onKey = useCanvasKeys({ desk, ask, open, duplicate, panel: toPanel })

  useEffect(() => {
    let shownFor = ''
    carry.drop = (carried: Carried, target) => {
      desk.ghost(null)
      if (carried.kind !== 'move') 'where' in target && put(carried, target.where)
      else void desk.edit('pin' in target ? { kind: 'pin', node: carried.node, ...target.pin } : { kind: 'move', node: carried.node, where: target.where })
    }
    return carry.store.subscribe(() => {
      const { carried, target } = carry.store.get()
      const where = target && 'where' in target ? target.where : null
      const key = carried && where ? JSON.stringify([carried, where]) : ''
      if (key === shownFor) return
      shownFor = key
      if (!carried || !where) desk.ghost(null)
      else void desk.preview(carried.kind === 'move' ? { kind: 'move', node: carried.node, where } : puts(desk, catalog, carried, where))
    })
  }, [carry, desk, catalog, put])

  useEffect(() => {
    // In the text, F2 asks for the new name of what the cursor stands on; Escape that the text has no use for goes back to the picture.
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) focusCanvas()
      if (event.key !== 'F2') return
      const at = desk.view.state.selection.main.head
      const word = desk.view.state.wordAt(at)
      if (!word) return
      event.preventDefault()
      ask({ kind: 'rename-text', at, name: desk.view.state.sliceDoc(word.from, word.to) })
    }
    desk.view.dom.addEventListener('keydown', listen)
    return () => desk.view.dom.removeEventListener('keydown', listen)
  }, [desk, ask])
  useShortcuts({ 'mod+s': () => ask({ kind: 'save' }), 'mod+o': () => ask({ kind: 'go' }) })

  return (
    <CarryContext value={carry}>
      <ActionsContext value={actions}>
        <div className={classes.bench}>
          <WorkbenchHeader desk={desk} onAsk={ask} />
          <Panes
            side={<SidePane desk={desk} opened={opened} catalog={catalog} items={items} onPut={putBehind} onAsk={ask} onOpen={open} onDuplicate={duplicate} />}
            picture={
              <PicturePane
                desk={desk}
                trail={trail}
                onBack={(at) => onOpen(trail[at]!.path, trail[at]!.pipeline, trail.slice(0, at))}
                onInsert={insertOn}
                onConnect={connect}
                onOpen={open}
                onKey={onKey}
                onNew={() => ask({ kind: 'pipeline' })}
                onFirst={() => ask({ kind: 'insert', where: { at: 'into', block: '' } })}
              />
            }
            text={<TextPane desk={desk} />}
            below={<Problems desk={desk} onOpen={onOpen} />}
          />
        </div>
        <Dialogs desk={desk} language={language} opened={opened} items={items} onAsk={ask} onPut={put} />
        <InHand />
      </ActionsContext>
    </CarryContext>
  )
}

const lastOf = (picture: { nodes: { id: string; extent?: unknown; blocks?: string[] | null; kind: string }[] }) =>
  picture.nodes.findLast((node) => node.extent && (node.blocks ?? []).length === 0)?.id

function edgeWhere(desk: Desk, id: string | null): Where | null {
  const edge = desk.store.get().picture?.edges.find((one) => one.to.some((to) => `${one.from} ${one.outcome} ${to.split('.')[0]}` === id))
  const to = edge?.to.find((one) => `${edge.from} ${edge.outcome} ${one.split('.')[0]}` === id)
  return edge && to ? { at: 'edge', from: edge.from, outcome: edge.outcome, to } : null
}
