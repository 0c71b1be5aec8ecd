import type { DrawnPicture } from '../../api/sources'
import type { Layout, Point } from '../../pictures/layout'
import { behind, takesSteps } from '../desk/where'
import type { Carried, Target } from './carry'
import { distanceTo } from './interim'

const near = 56 // in units of the picture

/** Where what is carried would land: on the line it is near to, or behind the node it is over. */
export function landing(picture: DrawnPicture, layout: Layout, at: Point, carried: Carried): Target | null {
  const written = picture.nodes.filter((node) => node.extent)
  if (written.length === 0) return { where: { at: 'into', block: '' }, edge: layout.edges[0]?.id ?? null }
  const moving = carried.kind === 'move' ? carried.node : undefined
  const over = layout.nodes.find((node) => at.x >= node.x && at.x <= node.x + node.width && at.y >= node.y && at.y <= node.y + node.height)
  if (over) {
    if (over.id === moving) return null
    const where = behind(picture, over.id)
    return { where, edge: layout.edges.find((edge) => edge.from === over.id && !edge.feedback && !edge.written)?.id ?? null }
  }
  const open = layout.edges.filter((edge) => !edge.written && takesSteps({ feedback: edge.feedback, span: null }) && edge.from !== moving && edge.to !== moving)
  const [nearest] = open.map((edge) => ({ edge, distance: distanceTo(edge.points, at) })).toSorted((a, b) => a.distance - b.distance)
  if (!nearest || nearest.distance > near) return null
  const { from, outcome, to, id } = nearest.edge
  return { where: { at: 'edge', from, outcome, to }, edge: id }
}
