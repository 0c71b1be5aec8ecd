import { Handle, Position, type NodeProps } from '@xyflow/react'
import { IconUser } from '@tabler/icons-react'
import { roleName, words } from '../format/words'
import type { FlowNode } from './flow'
import { partsInWords } from './part-words'
import { roleColours } from './role-colours'
import { StateIcon } from './StateIcon'
import { stepIcon } from './step-icon'
import classes from './StepNode.module.css'

/** A step, a called pipeline (stacked) or a loop over a list (stacked); what people do is round and carries a person. */
export function StepNode({ data: { placed, mark }, selected }: NodeProps<FlowNode>) {
  const { node } = placed
  const Icon = stepIcon(node)
  const below = mark && mark.text ? mark.text : [words(node.callee ?? ''), node.human ? '' : node.text].filter(Boolean).join(' · ')
  return (
    <div
      className={classes.step}
      data-human={node.human || undefined}
      data-stacked={node.kind === 'call' || node.kind === 'for' || undefined}
      data-optional={node.optional || undefined}
      data-state={mark?.state}
      data-selected={selected || undefined}
      style={roleColours(node.roles?.[0])}
      title={[node.documentation ?? node.title ?? '', (node.roles ?? []).map(roleName).join(', '), mark?.text ?? ''].filter(Boolean).join('\n')}
    >
      <Handle type="target" position={Position.Top} />
      <span className={classes.icon}>
        <Icon size={17} stroke={1.7} aria-hidden />
      </span>
      <span className={classes.words}>
        <span className={classes.name}>{node.id}</span>
        <span className={classes.below}>{below}</span>
      </span>
      {node.human && (
        <span className={classes.person} role="img" aria-label="A person does this">
          <IconUser size={13} stroke={2} />
        </span>
      )}
      {mark && (
        <span className={classes.state}>
          <StateIcon state={mark.state} size={20} />
        </span>
      )}
      {mark && mark.rounds > 1 && (
        <span className={classes.rounds} title={`Entered ${mark.rounds} times`}>
          ×{mark.rounds}
        </span>
      )}
      {mark?.parts && mark.parts.total > 0 && (
        <span className={classes.parts} title={partsInWords(mark.parts)}>
          {mark.parts.done}/{mark.parts.total}
        </span>
      )}
      {mark?.progress !== undefined && <span className={classes.progress} style={{ width: `${Math.round(mark.progress * 100)}%` }} />}
      <Handle type="source" position={Position.Bottom} />
    </div>
  )
}
