import { Tabs } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Catalog } from '../api/sources'
import type { Desk } from './desk/Desk'
import { usePart } from './desk/store'
import type { Dialog } from './dialogs/dialog'
import type { PaletteItem } from './palette/items'
import { Palette } from './palette/Palette'
import { PipelineProperties } from './properties/PipelineProperties'
import { StepProperties } from './properties/StepProperties'
import classes from './SidePane.module.css'

interface Props {
  desk: Desk
  catalog: Catalog
  items: readonly PaletteItem[]
  onPut: (item: PaletteItem) => void
  onAsk: (dialog: Dialog) => void
  onOpen: (node: string) => void
  onDuplicate: () => void
}

/** What can be added, or what is selected. */
export function SidePane({ desk, catalog, items, onPut, onAsk, onOpen, onDuplicate }: Props) {
  const { drawing, details, picture, selected } = usePart(desk.store, (state) => state)
  const one = selected.length === 1 ? picture?.nodes.find((node) => node.id === selected[0]) : undefined
  const node = one && (details?.nodes.find((known) => known.id === one.id) ?? { id: one.id, arguments: [], settings: [], parts: [] })
  const [tab, setTab] = useState<string | null>('add')
  useEffect(() => {
    if (one) setTab('selected')
  }, [one?.id]) // eslint-disable-line react-hooks/exhaustive-deps
  return (
    <Tabs value={tab} onChange={setTab} className={classes.side!} keepMounted={false}>
      <Tabs.List grow>
        <Tabs.Tab value="add">Add</Tabs.Tab>
        <Tabs.Tab value="selected">{one ? 'Step' : 'Pipeline'}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="add" className={classes.panel!}>
        <Palette items={items} onPut={onPut} />
      </Tabs.Panel>
      <Tabs.Panel value="selected" className={classes.panel!} data-properties>
        {one && node && details && drawing && picture ? (
          <StepProperties key={one.id} desk={desk} node={one} details={node} pipeline={details} picture={picture} drawing={drawing} catalog={catalog} onWrap={() => onAsk({ kind: 'wrap', nodes: [one.id] })} onOpen={() => onOpen(one.id)} onDuplicate={onDuplicate} />
        ) : details && drawing ? (
          <PipelineProperties desk={desk} pipeline={details} drawing={drawing} onDelete={() => onAsk({ kind: 'delete-pipeline' })} />
        ) : null}
      </Tabs.Panel>
    </Tabs>
  )
}
