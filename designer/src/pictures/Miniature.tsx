import { Skeleton } from '@mantine/core'
import type { Picture } from '../api/definitions'
import { pathThrough, type PlacedNode } from './layout'
import classes from './Miniature.module.css'
import { roleColours } from './role-colours'
import { useLayout } from './use-layout'

interface Props {
  picture: Picture
  /** The step that asks. */
  here?: string
  /** Steps that may be chosen. */
  choices: readonly string[]
  chosen?: string | undefined
  onChoose: (step: string) => void
  label: string
}

const tallest = 460

/** A small picture of a pipeline in which a place is chosen; the rest of it only shows where that is. */
export function Miniature({ picture, here, choices, chosen, onChoose, label }: Props) {
  const layout = useLayout(picture)
  if (!layout) return <Skeleton height={220} />
  const scale = Math.min(1, tallest / layout.height)
  return (
    <div className={classes.frame} role="radiogroup" aria-label={label}>
      <svg viewBox={`0 0 ${layout.width} ${layout.height}`} width={layout.width * scale} height={layout.height * scale} className={classes.picture}>
        {layout.edges.map((edge) => (
          <path key={edge.id} d={pathThrough(edge.points)} className={classes.edge} data-feedback={edge.feedback || undefined} />
        ))}
        {layout.nodes.map((node) => (
          <Place key={node.id} node={node} here={node.id === here} offered={choices.includes(node.id)} chosen={node.id === chosen} onChoose={onChoose} />
        ))}
      </svg>
    </div>
  )
}

function Place({ node, here, offered, chosen, onChoose }: { node: PlacedNode; here: boolean; offered: boolean; chosen: boolean; onChoose: (step: string) => void }) {
  const box = <rect x={node.x} y={node.y} width={node.width} height={node.height} rx={node.node.human ? node.height / 2 : node.shape === 'step' ? 9 : node.height / 2} />
  const text = node.shape === 'bar' ? '' : node.shape === 'step' ? node.id : ''
  const inside = (
    <>
      {box}
      <text x={node.x + node.width / 2} y={node.y + node.height / 2}>
        {text}
      </text>
    </>
  )
  if (!offered)
    return (
      <g className={classes.node} data-here={here || undefined} style={roleColours(node.node.roles?.[0])}>
        {inside}
      </g>
    )
  return (
    <g
      className={classes.node}
      data-offered
      data-chosen={chosen || undefined}
      role="radio"
      aria-checked={chosen}
      aria-label={node.id}
      tabIndex={0}
      onClick={() => onChoose(node.id)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        event.stopPropagation()
        onChoose(node.id)
      }}
    >
      {inside}
    </g>
  )
}
