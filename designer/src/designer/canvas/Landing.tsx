import { ViewportPortal } from '@xyflow/react'
import { words } from '../../format/words'
import type { Layout } from '../../pictures/layout'
import { middle } from '../../pictures/lines'
import { usePart } from '../desk/store'
import { useCarry, type Carried } from './carry'
import classes from './Landing.module.css'

export const carriedName = (carried: Carried): string => (carried.kind === 'step' ? words(carried.callee) : carried.kind === 'move' ? carried.node : carried.block)

/** The place that opens where what is carried would land. */
export function Landing({ layout }: { layout: Layout }) {
  const carry = useCarry()
  const carried = usePart(carry.store, (state) => state.carried)
  const target = usePart(carry.store, (state) => state.target)
  if (!carried || !target) return null
  if ('pin' in target) {
    const node = carried.kind === 'move' ? layout.nodes.find((one) => one.id === carried.node) : undefined
    return (
      <ViewportPortal>
        <div className={classes.place} style={{ transform: `translate(${target.pin.x}px, ${target.pin.y}px)`, width: node?.width, height: node?.height }}>
          {carriedName(carried)}
        </div>
      </ViewportPortal>
    )
  }
  const edge = layout.edges.find((one) => one.id === target.edge)
  const only = layout.nodes[0]
  const at = edge ? middle(edge.points) : only ? { x: only.x + only.width / 2, y: only.y - 36 } : { x: 0, y: 0 }
  return (
    <ViewportPortal>
      <div className={classes.place} style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}>
        {carriedName(carried)}
      </div>
    </ViewportPortal>
  )
}

/** What the pointer carries, beside it. */
export function InHand() {
  const carry = useCarry()
  const { carried, at, target } = usePart(carry.store, (state) => state)
  if (!carried) return null
  return (
    <div className={classes.hand} data-lands={target !== null || undefined} style={{ transform: `translate(${at.x + 14}px, ${at.y + 10}px)` }}>
      {carriedName(carried)}
      <span>{!target ? (carried.kind === 'move' ? 'drop it on a line, or where it shall stand' : 'drop it on a line') : 'pin' in target ? 'stands here' : ''}</span>
    </div>
  )
}
