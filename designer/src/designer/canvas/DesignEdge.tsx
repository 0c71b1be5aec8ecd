import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { labelText } from '../../pictures/drawing'
import { pathThrough } from '../../pictures/layout'
import { middle } from '../../pictures/lines'
import labels from '../../pictures/RoutedEdge.module.css'
import { useActions } from './actions'
import type { DesignEdge as Drawn } from './design-flow'
import classes from './DesignEdge.module.css'

/** A line that can be chosen, and parted by a new step. */
export const DesignEdge = memo(function DesignEdge({ id, data, selected }: EdgeProps<Drawn>) {
  const { insertOn, chooseEdge } = useActions()
  if (!data) return null
  const { placed, opens } = data
  const end = placed.points.at(-1)
  const path = pathThrough(placed.points)
  const label = labelText(placed)
  const at = plusAt(placed)
  return (
    <g className={`${labels.edge} ${classes.edge}`} data-feedback={placed.feedback || undefined} data-selected={selected || undefined}>
      <path d={path} className={classes.wide} />
      <path id={id} d={path} className={labels.line} />
      {end && <path d={`M${end.x - 4.5},${end.y - 7}L${end.x + 4.5},${end.y - 7}L${end.x},${end.y}Z`} className={labels.head} />}
      {opens && (
        <g
          className={classes.plus}
          transform={`translate(${at.x},${at.y})`}
          onClick={(event) => {
            event.stopPropagation()
            insertOn(id)
          }}
        >
          <title>Insert a step here</title>
          <circle r="10" />
          <path d="M-4.5,0H4.5M0,-4.5V4.5" />
        </g>
      )}
      {label && placed.labelAt && (
        <EdgeLabelRenderer>
          <span
            className={labels.label}
            data-feedback={placed.feedback || undefined}
            data-selected={selected || undefined}
            style={{ transform: `translate(-50%, -50%) translate(${placed.labelAt.x}px, ${placed.labelAt.y}px)` }}
            title={placed.inside.length > 0 ? `to ${placed.inside.map((step) => `${placed.to}.${step}`).join(', ')}` : `${placed.from}: ${label}`}
            onClick={() => chooseEdge(id)}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      )}
    </g>
  )
})

/** Beside the label where there is one, so that neither covers the other. */
function plusAt(placed: Drawn['data'] extends { placed: infer P } | undefined ? P : never) {
  const at = middle(placed.points)
  const label = placed.labelAt
  if (!label || Math.abs(label.y - at.y) > 22 || Math.abs(label.x - at.x) > 60) return at
  const [last, before] = [placed.points.at(-1)!, placed.points.at(-2)!]
  return { x: (last.x + before.x) / 2, y: Math.min(last.y - 16, label.y + 24) }
}
