import type { Edit } from '../../api/sources'
import { ChooseList, type Choice } from '../ChooseList'

type Wrap = Extract<Edit, { kind: 'wrap_if' | 'wrap_parallel' | 'wrap_for' }>

/** What needs two branches is not offered for one step alone. */
const ways: (Choice & { several?: true; edit: (first: string, last: string) => Wrap })[] = [
  { id: 'if', title: 'If a condition holds', detail: 'the condition follows in the panel', edit: (first, last) => ({ kind: 'wrap_if', first, last, condition: 'true' }) },
  { id: 'parallel', several: true, title: 'Parallel', detail: 'each step a branch; all are waited for', edit: (first, last) => ({ kind: 'wrap_parallel', first, last }) },
  { id: 'any', several: true, title: 'Parallel, the first wins', detail: 'the others are cancelled', edit: (first, last) => ({ kind: 'wrap_parallel', first, last, any: true }) },
  { id: 'for', title: 'For each', detail: 'for each element of a list; the list follows in the panel', edit: (first, last) => ({ kind: 'wrap_for', first, last, item: 'item', list: '[]' }) },
]

export function WrapDialog({ first, last, onChoose, onClose }: { first: string; last: string; onChoose: (edit: Wrap) => void; onClose: () => void }) {
  return (
    <ChooseList
      title={first === last ? `Wrap ${first} in…` : `Wrap ${first} to ${last} in…`}
      placeholder="In what?"
      choices={(text) => ways.filter((way) => (first !== last || !way.several) && `${way.title} ${way.detail}`.toLowerCase().includes(text.toLowerCase()))}
      onChoose={({ id }) => onChoose(ways.find((way) => way.id === id)!.edit(first, last))}
      onClose={onClose}
    />
  )
}
