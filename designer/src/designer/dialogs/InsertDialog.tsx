import { ChooseList } from '../ChooseList'
import { ItemIcon } from '../palette/ItemIcon'
import { searchItems, type PaletteItem } from '../palette/items'

interface Props {
  items: readonly PaletteItem[]
  /** On a line that a step's settings draw there is no place for blocks. */
  onlySteps: boolean
  onChoose: (item: PaletteItem) => void
  onClose: () => void
}

/** The palette as a search box: type, Enter. */
export function InsertDialog({ items, onlySteps, onChoose, onClose }: Props) {
  const offered = onlySteps ? items.filter(({ puts }) => puts.kind === 'step') : items
  return (
    <ChooseList
      title="Insert a step"
      placeholder="Which step comes here?"
      note={onlySteps ? 'This line is drawn by a setting of its step: a step can stand on it. Blocks go where the flow goes on by itself.' : undefined}
      choices={(text) => searchItems(offered, text).map((item) => ({ id: item.id, title: item.title, detail: item.detail, icon: <ItemIcon item={item} /> }))}
      onChoose={({ id }) => {
        const item = offered.find((one) => one.id === id)
        if (item) onChoose(item)
      }}
      onClose={onClose}
    />
  )
}
