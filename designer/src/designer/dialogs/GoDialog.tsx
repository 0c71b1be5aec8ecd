import type { LSPClient } from '@codemirror/lsp-client'
import { useQuery } from '@tanstack/react-query'
import { ChooseList } from '../ChooseList'
import type { Desk } from '../desk/Desk'
import { outline } from '../text/outline'

/** Everything that the file names, to go to. */
export function GoDialog({ desk, language, onClose }: { desk: Desk; language: LSPClient; onClose: () => void }) {
  const { data: places = [] } = useQuery({ queryKey: ['outline', desk.path], queryFn: () => outline(language, desk.path), gcTime: 0, staleTime: 0 })
  return (
    <ChooseList
      title="Go to"
      placeholder="A step, pipeline, data set or model of this file"
      choices={(text) => places.map((place, at) => ({ id: String(at), title: place.name, detail: place.detail })).filter((choice) => `${choice.title} ${choice.detail}`.toLowerCase().includes(text.toLowerCase()))}
      onChoose={({ id }) => {
        const { line, character } = places[Number(id)]!
        const at = desk.view.state.doc.line(line + 1).from + character
        onClose()
        // Behind the dialog, which gives the focus back when it goes.
        setTimeout(() => desk.goTo({ start: at, end: at, length: 0 }, false))
      }}
      onClose={onClose}
    />
  )
}
