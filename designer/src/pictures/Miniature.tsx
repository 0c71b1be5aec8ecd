import { Skeleton } from '@mantine/core'
import { useMemo } from 'react'
import type { Picture } from '../api/definitions'
import { words } from '../format/words'
import { pathThrough, type Layout, type PlacedNode } from './layout'
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

const widest = 330
const tallest = 360
const smallest = 0.6 // below that no name can be read; what is higher is scrolled
const around = 24 // where the lines go on, and nothing of the steps there

/** A small picture of a pipeline in which a place is chosen: the way from the places offered to the step that asks. */
export function Miniature({ picture, here, choices, chosen, onChoose, label }: Props) {
  const onward = useMemo(() => ({ ...picture, edges: picture.edges.filter((edge) => !edge.feedback) }), [picture])
  const layout = useLayout(onward)
  if (!layout) return <Skeleton height={220} />
  const { left, top, width, height } = cut(layout, [...choices, here ?? ''])
  const scale = Math.min(1, widest / width, Math.max(smallest, tallest / height))
  const from = layout.nodes.find((node) => node.id === here)
  const to = layout.nodes.find((node) => node.id === chosen)
  return (
    <div className={classes.frame} role="radiogroup" aria-label={label}>
      <svg viewBox={`${left} ${top} ${width} ${height}`} width={width * scale} height={height * scale} className={classes.picture}>
        {layout.edges.map((edge) => (
          <path key={edge.id} d={pathThrough(edge.points)} className={classes.edge} />
        ))}
        {from && to && <path d={wayBack(from, to)} className={classes.back} />}
        {layout.nodes.map((node) => (
          <Place key={node.id} node={node} here={node.id === here} offered={choices.includes(node.id)} chosen={node.id === chosen} onChoose={onChoose} />
        ))}
      </svg>
    </div>
  )
}

const backRoom = 34
const margin = 6

/** Out to the left, up, and in again. */
function wayBack(from: PlacedNode, to: PlacedNode): string {
  const [a, b] = [from.y + from.height / 2, to.y + to.height / 2]
  const out = Math.min(from.x, to.x) - 24
  return pathThrough([{ x: from.x, y: a }, { x: out, y: a }, { x: out, y: b }, { x: to.x, y: b }])
}

/** The part of the picture that holds these nodes, with a little of what is around them. */
function cut(layout: Layout, ids: readonly string[]): { left: number; top: number; width: number; height: number } {
  const wanted = layout.nodes.filter((node) => ids.includes(node.id))
  const nodes = wanted.length === 0 ? layout.nodes : wanted
  const top = Math.max(layout.top, Math.min(...nodes.map((node) => node.y)) - around)
  const bottom = Math.min(layout.top + layout.height, Math.max(...nodes.map((node) => node.y + node.height)) + around)
  const seen = layout.nodes.filter((node) => node.y < bottom && node.y + node.height > top)
  const left = Math.min(...seen.map((node) => node.x)) - backRoom
  return { left, top, width: Math.max(...seen.map((node) => node.x + node.width)) + margin - left, height: bottom - top }
}

function Place({ node, here, offered, chosen, onChoose }: { node: PlacedNode; here: boolean; offered: boolean; chosen: boolean; onChoose: (step: string) => void }) {
  const inside = (
    <>
      <rect x={node.x} y={node.y} width={node.width} height={node.height} rx={node.node.human || node.shape !== 'step' ? node.height / 2 : 9} />
      {node.shape !== 'bar' && (
        <text x={node.x + node.width / 2} y={node.y + node.height / 2}>
          {shorten(node.shape === 'step' ? words(node.id) : (node.node.text ?? node.id), node.width)}
        </text>
      )}
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
      aria-label={words(node.id)}
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

const letter = 8.2

function shorten(text: string, width: number): string {
  const room = Math.floor((width - 16) / letter)
  return text.length > room ? `${text.slice(0, room - 1)}…` : text
}
