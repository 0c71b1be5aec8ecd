import { Handle, Position, type NodeProps } from '@xyflow/react'
import { IconArrowsSplit, IconCircleX, IconFlag, IconVariable } from '@tabler/icons-react'
import type { FlowNode } from './flow'
import classes from './SmallNodes.module.css'

const ends = (
  <>
    <Handle type="target" position={Position.Top} />
    <Handle type="source" position={Position.Bottom} />
  </>
)

export function DecisionNode({ data: { placed, mark }, selected }: NodeProps<FlowNode>) {
  return (
    <div className={classes.decision} data-state={mark?.state} data-selected={selected || undefined} title={placed.node.text ?? undefined}>
      {ends}
      <IconArrowsSplit size={15} aria-hidden />
      <span>{placed.node.text}</span>
    </div>
  )
}

/** Where branches part and meet. */
export function BarNode({ data: { placed, mark }, selected }: NodeProps<FlowNode>) {
  const text = placed.node.kind === 'fork' ? (placed.node.text === 'any' ? 'The first of these' : 'All of these at once') : 'They meet again'
  return (
    <div className={classes.bar} data-state={mark?.state} data-selected={selected || undefined} title={text}>
      {ends}
    </div>
  )
}

export function NoteNode({ data: { placed, mark }, selected }: NodeProps<FlowNode>) {
  return (
    <div className={classes.note} data-state={mark?.state} data-selected={selected || undefined} title={placed.node.text ?? undefined}>
      {ends}
      <IconVariable size={14} aria-hidden />
      <span>{placed.node.text}</span>
    </div>
  )
}

export function EndNode({ data: { placed, mark }, selected }: NodeProps<FlowNode>) {
  const fails = placed.node.kind === 'fail'
  return (
    <div className={classes.end} data-fails={fails || undefined} data-state={mark?.state} data-selected={selected || undefined} title={placed.node.text ?? undefined}>
      {ends}
      {fails ? <IconCircleX size={15} aria-hidden /> : <IconFlag size={14} aria-hidden />}
      <span>{fails ? (placed.node.text ?? 'fail') : 'end'}</span>
    </div>
  )
}
