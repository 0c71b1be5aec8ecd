import { Tabs } from '@mantine/core'
import { memo } from 'react'
import type { Catalog } from '../api/sources'
import type { Desk } from './desk/Desk'
import { useLater, usePart, type Store } from './desk/store'
import type { Dialog } from './dialogs/dialog'
import type { Opened } from './opened'
import type { PaletteItem } from './palette/items'
import { Palette } from './palette/Palette'
import { PipelineProperties } from './properties/PipelineProperties'
import { StepProperties } from './properties/StepProperties'
import { focusCanvas } from './focus'
import classes from './SidePane.module.css'

interface Props {
  desk: Desk
  opened: Store<Opened>
  catalog: Catalog
  items: readonly PaletteItem[]
  onPut: (item: PaletteItem) => void
  onAsk: (dialog: Dialog) => void
  onOpen: (node: string) => void
  onDuplicate: () => void
}

/** What can be added, or what is selected. */
export const SidePane = memo(function SidePane({ desk, opened, catalog, items, onPut, onAsk, onOpen, onDuplicate }: Props) {
  const tab = usePart(opened, ({ side }) => side)
  // The picture comes first: fields follow when it is drawn.
  const { drawing, details, picture, selected, identities } = useLater(desk.store, 'drawing', 'details', 'picture', 'selected', 'identities')
  const one = selected.length === 1 ? picture?.nodes.find((node) => node.id === selected[0]) : undefined
  const node = one && (details?.nodes.find((known) => known.id === one.id) ?? { id: one.id, arguments: [], settings: [], parts: [] })
  return (
    <Tabs value={tab} onChange={(next) => opened.set({ side: next === 'add' ? 'add' : 'selected' })} className={classes.side!} keepMounted={false}>
      <Tabs.List grow>
        <Tabs.Tab value="add">Add</Tabs.Tab>
        <Tabs.Tab value="selected">{one ? 'Step' : 'Pipeline'}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="add" className={classes.panel!} data-palette>
        <Palette items={items} onPut={onPut} />
      </Tabs.Panel>
      <Tabs.Panel value="selected" className={classes.panel!} data-properties={one?.id ?? ''} onFocus={() => desk.stay()} onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && focusCanvas()}>
        {one && node && details && drawing && picture ? (
          <StepProperties key={identities.get(one.id) ?? one.id} desk={desk} node={one} details={node} pipeline={details} picture={picture} drawing={drawing} catalog={catalog} onWrap={() => onAsk({ kind: 'wrap', nodes: [one.id] })} onOpen={() => onOpen(one.id)} onDuplicate={onDuplicate} />
        ) : details && drawing ? (
          <PipelineProperties desk={desk} pipeline={details} drawing={drawing} onAsk={onAsk} />
        ) : null}
      </Tabs.Panel>
    </Tabs>
  )
})
