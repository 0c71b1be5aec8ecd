import { Handle, Position, type NodeProps, type NodeTypes } from '@xyflow/react'
import { IconAlertTriangle, IconExclamationCircle } from '@tabler/icons-react'
import { memo, useState, type ComponentType } from 'react'
import { words } from '../../format/words'
import { BarNode, DecisionNode, EndNode, NoteNode } from '../../pictures/SmallNodes'
import { StepNode } from '../../pictures/StepNode'
import { useActions } from './actions'
import type { DesignNode } from './design-flow'
import classes from './DesignNodes.module.css'

/** A node as runs show it, and around it what editing needs: a place to drop lines on, a dot for each outcome, what is wrong with it. */
function designed(Shape: ComponentType<NodeProps<DesignNode>>) {
  return memo(function Designed(props: NodeProps<DesignNode>) {
    const { findings, ports } = props.data
    // Dots are there where one can pull at them: a long picture is moved without them.
    const [near, setNear] = useState(false)
    return (
      <div className={classes.around} onPointerEnter={() => setNear(true)} onPointerLeave={() => setNear(false)}>
        <Shape {...props} />
        <Handle type="target" id="whole" position={Position.Top} className={classes.whole!} />
        {findings.length > 0 && <Badge findings={findings} />}
        {(near || props.selected) && ports.length > 0 && <Ports node={props.id} ports={ports} />}
      </div>
    )
  })
}

function Badge({ findings }: { findings: DesignNode['data']['findings'] }) {
  const error = findings.some((finding) => finding.severity === 'error')
  const Icon = error ? IconExclamationCircle : IconAlertTriangle
  return (
    <span className={classes.badge} data-severity={error ? 'error' : 'warning'} title={findings.map((finding) => finding.message).join('\n')} role="img" aria-label={findings.map((finding) => finding.message).join(' ')}>
      <Icon size={15} stroke={2.2} />
    </span>
  )
}

/** Each outcome by which a line can be drawn: pull it to where it leads, or click and choose. */
function Ports({ node, ports }: { node: string; ports: DesignNode['data']['ports'] }) {
  const { connect } = useActions()
  return (
    <div className={classes.ports}>
      {ports.map(({ outcome, label }) => (
        <div key={outcome} className={classes.port} title={`Draw a line from ${label ?? outcome}`} onClick={() => connect(node, outcome)}>
          <Handle type="source" id={outcome} position={Position.Bottom} className={classes.dot!} />
          <span className={classes.outcome}>{label ?? words(outcome)}</span>
        </div>
      ))}
    </div>
  )
}

export const designNodes: NodeTypes = {
  step: designed(StepNode as ComponentType<NodeProps<DesignNode>>),
  decision: designed(DecisionNode as ComponentType<NodeProps<DesignNode>>),
  bar: designed(BarNode as ComponentType<NodeProps<DesignNode>>),
  note: designed(NoteNode as ComponentType<NodeProps<DesignNode>>),
  end: designed(EndNode as ComponentType<NodeProps<DesignNode>>),
}
