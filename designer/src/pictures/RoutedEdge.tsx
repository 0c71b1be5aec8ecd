import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import type { FlowEdge } from './flow'
import { labelText } from './drawing'
import { pathThrough, type PlacedEdge } from './layout'
import classes from './RoutedEdge.module.css'

/** The line that the layout has found; one that leads back is dashed and warm and tells how often it was taken. */
export function RoutedEdge({ id, data }: EdgeProps<FlowEdge>) {
  if (!data) return null
  const { placed, taken, times, inRow } = data
  const end = placed.points.at(-1)
  const label = placed.feedback ? loopLabel(placed, times, inRow) : labelText(placed)
  return (
    <g className={classes.edge} data-feedback={placed.feedback || undefined} data-taken={taken || times > 0 || inRow > 0 || undefined}>
      <path id={id} d={pathThrough(placed.points)} className={classes.line} />
      {end && <path d={`M${end.x - 4.5},${end.y - 7}L${end.x + 4.5},${end.y - 7}L${end.x},${end.y}Z`} className={classes.head} />}
      {label && placed.labelAt && (
        <EdgeLabelRenderer>
          <span
            className={classes.label}
            data-feedback={placed.feedback || undefined}
            style={{ transform: `translate(-50%, -50%) translate(${placed.labelAt.x}px, ${placed.labelAt.y}px)` }}
            dir="auto"
            title={[label, placed.inside.length > 0 && `to ${placed.inside.map((step) => `${placed.to}.${step}`).join(', ')}`, times > 0 && `taken ${times === 1 ? 'once' : `${times} times`} in all`].filter(Boolean).join('\n')}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      )}
    </g>
  )
}

/** A loop with an end tells how much of it is used up; one without, how often it went round. */
function loopLabel(placed: PlacedEdge, times: number, inRow: number): string {
  if (inRow > 0 && placed.max != null) return `${placed.label} · ${inRow} of ${placed.max}`
  return times > 0 ? `${placed.label} · ${times}×` : labelText(placed)
}
