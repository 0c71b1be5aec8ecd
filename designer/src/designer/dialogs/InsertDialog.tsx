import { ChooseList } from '../ChooseList'
import { ItemIcon } from '../palette/ItemIcon'
import { searchItems, type PaletteItem } from '../palette/items'

/** The palette as a search box: type, Enter. */
export function InsertDialog({ items, onChoose, onClose }: { items: readonly PaletteItem[]; onChoose: (item: PaletteItem) => void; onClose: () => void }) {
  return (
    <ChooseList
      title="Insert a step"
      placeholder="Which step comes here?"
      choices={(text) => searchItems(items, text).map((item) => ({ id: item.id, title: item.title, detail: item.detail, icon: <ItemIcon item={item} /> }))}
      onChoose={({ id }) => {
        const item = items.find((one) => one.id === id)
        if (item) onChoose(item)
      }}
      onClose={onClose}
    />
  )
}
