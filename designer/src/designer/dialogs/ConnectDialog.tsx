import type { DrawnPicture } from '../../api/sources'
import { words } from '../../format/words'
import { ChooseList, type Choice } from '../ChooseList'
import type { Desk } from '../desk/Desk'
import { isStep, leadsBack } from '../desk/where'
import { LoopDialog } from './LoopDialog'

interface Props {
  desk: Desk
  picture: DrawnPicture
  node: string
  outcome?: string | undefined
  target?: string | undefined
  onNext: (step: { outcome?: string; target?: string }) => void
  onClose: () => void
}

const matches = (text: string) => (choice: Choice) => `${choice.title} ${choice.detail ?? ''}`.toLowerCase().includes(text.toLowerCase().trim())

/** Draws a line: from which outcome, to which step, and how often where it leads back. What is known already is not asked. */
export function ConnectDialog({ desk, picture, node, outcome, target, onNext, onClose }: Props) {
  const ports = picture.nodes.find((one) => one.id === node)?.ports ?? []
  if (outcome === undefined)
    return (
      <ChooseList
        title={`Which outcome of ${node} leads somewhere?`}
        placeholder="Outcome"
        choices={(text) => ports.map((port) => ({ id: port.outcome, title: port.label ?? words(port.outcome), detail: port.continues ? 'goes on' : '' })).filter(matches(text))}
        onChoose={({ id }) => onNext({ outcome: id })}
        onClose={onClose}
      />
    )
  if (target === undefined)
    return (
      <ChooseList
        title={`Where does ${outcome} of ${node} lead?`}
        placeholder="Step, or pipeline.step for one inside a called pipeline"
        choices={(text) => {
          const steps = picture.nodes.filter(isStep).map((one): Choice => ({ id: one.id, title: one.id, detail: `${leadsBack(picture, node, one.id) ? 'back to ' : ''}${words(one.callee ?? '')}` }))
          const inside = picture.nodes.filter((one) => one.kind === 'call').flatMap((one) => insideOf(desk, one.callee ?? '').map((step): Choice => ({ id: `${one.id}.${step}`, title: `${one.id}.${step}`, detail: `inside ${words(one.callee ?? '')}` })))
          const found = [...steps, ...inside].filter(matches(text))
          const typed = text.trim()
          return /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)+$/u.test(typed) && !found.some((one) => one.id === typed) ? [...found, { id: typed, title: typed, detail: 'as typed' }] : found
        }}
        onChoose={({ id }) => {
          const known = picture.edges.find((edge) => edge.from === node && edge.outcome === outcome && edge.feedback && edge.max)
          if (!known && (id.includes('.') || leadsBack(picture, node, id))) return onNext({ outcome, target: id })
          void desk.edit({ kind: 'connect', node, outcome, target: id })
          onClose()
        }}
        onClose={onClose}
      />
    )
  return <LoopDialog desk={desk} node={node} outcome={outcome} target={target} onClose={onClose} />
}

/** The steps of a called pipeline of the same file. */
const insideOf = (desk: Desk, callee: string): string[] =>
  desk.store.get().drawing?.pictures.find((one) => one.pipeline === callee)?.nodes.filter(isStep).map((one) => one.id) ?? []
