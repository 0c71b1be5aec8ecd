import { Tabs } from '@mantine/core'
import { useDeferredValue } from 'react'
import type { Catalog } from '../api/sources'
import type { Desk } from './desk/Desk'
import { usePart } from './desk/store'
import type { Dialog } from './dialogs/dialog'
import type { PaletteItem } from './palette/items'
import { Palette } from './palette/Palette'
import { PipelineProperties } from './properties/PipelineProperties'
import { StepProperties } from './properties/StepProperties'
import { focusCanvas } from './focus'
import classes from './SidePane.module.css'

export type SideTab = 'add' | 'selected'

interface Props {
  desk: Desk
  tab: SideTab
  onTab: (tab: SideTab) => void
  catalog: Catalog
  items: readonly PaletteItem[]
  onPut: (item: PaletteItem) => void
  onAsk: (dialog: Dialog) => void
  onOpen: (node: string) => void
  onDuplicate: () => void
}

/** What can be added, or what is selected. */
export function SidePane({ desk, tab, onTab, catalog, items, onPut, onAsk, onOpen, onDuplicate }: Props) {
  // The picture comes first: fields follow when it is drawn.
  const { drawing, details, picture, selected, identities } = useDeferredValue(usePart(desk.store, (state) => state))
  const one = selected.length === 1 ? picture?.nodes.find((node) => node.id === selected[0]) : undefined
  const node = one && (details?.nodes.find((known) => known.id === one.id) ?? { id: one.id, arguments: [], settings: [], parts: [] })
  return (
    <Tabs value={tab} onChange={(next) => onTab(next === 'add' ? 'add' : 'selected')} className={classes.side!} keepMounted={false}>
      <Tabs.List grow>
        <Tabs.Tab value="add">Add</Tabs.Tab>
        <Tabs.Tab value="selected">{one ? 'Step' : 'Pipeline'}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="add" className={classes.panel!}>
        <Palette items={items} onPut={onPut} />
      </Tabs.Panel>
      <Tabs.Panel value="selected" className={classes.panel!} data-properties={one?.id ?? ''} onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && focusCanvas()}>
        {one && node && details && drawing && picture ? (
          <StepProperties key={identities.get(one.id) ?? one.id} desk={desk} node={one} details={node} pipeline={details} picture={picture} drawing={drawing} catalog={catalog} onWrap={() => onAsk({ kind: 'wrap', nodes: [one.id] })} onOpen={() => onOpen(one.id)} onDuplicate={onDuplicate} />
        ) : details && drawing ? (
          <PipelineProperties desk={desk} pipeline={details} drawing={drawing} onAsk={onAsk} />
        ) : null}
      </Tabs.Panel>
    </Tabs>
  )
}
