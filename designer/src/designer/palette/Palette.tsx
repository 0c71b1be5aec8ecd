import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useCarry } from '../canvas/carry'
import { ItemIcon } from './ItemIcon'
import { searchItems, type PaletteItem } from './items'
import classes from './Palette.module.css'

/** What can be put on the picture: dragged to a line, or clicked to come behind what is selected. */
export function Palette({ items, onPut }: { items: readonly PaletteItem[]; onPut: (item: PaletteItem) => void }) {
  const [text, setText] = useState('')
  const carry = useCarry()
  const groups = useMemo(() => [...Map.groupBy(searchItems(items, text), (item) => item.group)], [items, text])
  return (
    <div className={classes.palette}>
      <TextInput type="search" size="xs" placeholder="Search steps" aria-label="Search steps" leftSection={<IconSearch size={14} />} value={text} onChange={(event) => setText(event.currentTarget.value)} className={classes.search!} />
      <div className={classes.groups}>
        {groups.map(([group, found]) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <ul>
              {found.map((item) => (
                <li key={item.id}>
                  <button
                    type="button"
                    className={classes.item}
                    title={item.detail}
                    onPointerDown={(event) => event.button === 0 && carry.begin(item.puts, event)}
                    onClick={() => !carry.justDropped && onPut(item)}
                  >
                    <ItemIcon item={item} />
                    <span>{item.title}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {groups.length === 0 && <p className={classes.nothing}>No step is called “{text}”.</p>}
      </div>
    </div>
  )
}
