import type { Point } from './layout'

/** The point half way along a line. */
export function middle(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((point, at) => Math.hypot(point.x - points[at]!.x, point.y - points[at]!.y))
  let rest = lengths.reduce((sum, length) => sum + length, 0) / 2
  for (const [at, length] of lengths.entries()) {
    if (rest <= length && length > 0) {
      const [a, b] = [points[at]!, points[at + 1]!]
      return { x: a.x + ((b.x - a.x) * rest) / length, y: a.y + ((b.y - a.y) * rest) / length }
    }
    rest -= length
  }
  return points[0] ?? { x: 0, y: 0 }
}

/** How far a point lies from a line. */
export function distanceTo(points: readonly Point[], { x, y }: Point): number {
  let nearest = Infinity
  for (let at = 1; at < points.length; at++) {
    const [a, b] = [points[at - 1]!, points[at]!]
    const [dx, dy] = [b.x - a.x, b.y - a.y]
    const square = dx * dx + dy * dy
    const along = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / square))
    nearest = Math.min(nearest, Math.hypot(x - a.x - along * dx, y - a.y - along * dy))
  }
  return nearest
}
