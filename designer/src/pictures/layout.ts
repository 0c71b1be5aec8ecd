import type { DrawnEdge, DrawnNode } from './drawing'

export interface Point {
  x: number
  y: number
}

export interface PlacedNode extends DrawnNode, Point {}

export interface PlacedEdge extends DrawnEdge {
  points: Point[]
  /** The middle of its label. */
  labelAt?: Point
}

export interface Layout {
  left: number
  top: number
  width: number
  height: number
  nodes: PlacedNode[]
  edges: PlacedEdge[]
}

const bend = 7

/** The line through the points, its corners rounded. */
export function pathThrough(points: readonly Point[]): string {
  const [start, ...rest] = points
  if (!start) return ''
  let path = `M${start.x},${start.y}`
  rest.forEach((corner, at) => {
    const next = rest[at + 1]
    if (!next) {
      path += `L${corner.x},${corner.y}`
      return
    }
    const before = points[at]!
    const into = Math.min(bend, distance(before, corner) / 2)
    const outOf = Math.min(bend, distance(corner, next) / 2)
    const a = towards(corner, before, into)
    const b = towards(corner, next, outOf)
    path += `L${a.x},${a.y}Q${corner.x},${corner.y} ${b.x},${b.y}`
  })
  return path
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length }
}
