import type { DrawnPicture } from '../../api/sources'
import type { Layout, Point } from '../../pictures/layout'
import { distanceTo } from '../../pictures/lines'
import { behind } from '../desk/where'
import type { Carried, Target } from './carry'

const near = { new: 56, moved: 28 } // in units of the picture

/** Where what is carried would land: on the line it is near to, or behind the node it is over; a node that stands in the picture already, also where nothing is. */
export function landing(picture: DrawnPicture, layout: Layout, at: Point, carried: Carried): Target | null {
  const written = picture.nodes.filter((node) => node.extent)
  if (written.length === 0) return { where: { at: 'into', block: '' }, edge: layout.edges[0]?.id ?? null }
  const moving = carried.kind === 'move' ? carried.node : undefined
  const over = layout.nodes.find((node) => at.x >= node.x && at.x <= node.x + node.width && at.y >= node.y && at.y <= node.y + node.height)
  if (over?.id === moving && moving !== undefined) return null
  if (over) {
    const where = behind(picture, over.id)
    return { where, edge: layout.edges.find((edge) => edge.from === over.id && !edge.feedback && !edge.written)?.id ?? null }
  }
  const open = layout.edges.filter((edge) => (carried.kind === 'step' || (!edge.written && !edge.feedback)) && edge.from !== moving && edge.to !== moving)
  const [nearest] = open.map((edge) => ({ edge, distance: distanceTo(edge.points, at) })).toSorted((a, b) => a.distance - b.distance)
  if (!nearest || nearest.distance > (moving ? near.moved : near.new)) return carried.kind === 'move' ? { pin: { x: Math.round(at.x - carried.grip.x), y: Math.round(at.y - carried.grip.y) } } : null
  const { from, outcome, to, id, inside } = nearest.edge
  return { where: { at: 'edge', from, outcome, to: [to, ...inside.slice(0, 1)].join('.') }, edge: id }
}
