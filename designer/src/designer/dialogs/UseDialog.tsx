import { useQuery } from '@tanstack/react-query'
import { sources } from '../../api/sources'
import { words } from '../../format/words'
import { ChooseList } from '../ChooseList'
import type { Desk } from '../desk/Desk'

/** Another file whose data sets, models and pipelines this one names. */
export function UseDialog({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const { data } = useQuery(sources())
  return (
    <ChooseList
      title="Use another file"
      placeholder="Which file?"
      choices={(text) => (data?.files ?? []).filter((file) => file.path !== desk.path && file.path.toLowerCase().includes(text.toLowerCase())).map((file) => ({ id: file.path, title: file.path, detail: file.pipelines.map(words).join(', ') }))}
      onChoose={({ id }) => {
        void desk.edit({ kind: 'add_use', path: id })
        onClose()
      }}
      onClose={onClose}
    />
  )
}
