import type { Point } from './layout'

export interface Box extends Point {
  width: number
  height: number
}

const apart = 14 // from nodes
const perBend = 60 // what a bend costs, in units of length

/** A line of right angles from below one node to above another, past what is between them. */
export function wayFrom(from: Box, to: Box, others: readonly Box[]): Point[] {
  const start = { x: from.x + from.width / 2, y: from.y + from.height }
  const end = { x: to.x + to.width / 2, y: to.y }
  const [out, into] = [{ x: start.x, y: start.y + apart }, { x: end.x, y: end.y - apart }]
  const boxes = [...others, from, to]
  const xs = lines([out.x, into.x, ...boxes.flatMap((box) => [box.x - apart, box.x + box.width + apart])])
  const ys = lines([out.y, into.y, ...boxes.flatMap((box) => [box.y - apart, box.y + box.height + apart])])
  const path = search(xs, ys, out, into, (a, b) => boxes.every((box) => !crosses(a, b, box)))
  return straightened([start, ...(path ?? [out, { x: into.x, y: out.y }, into]), end])
}

const lines = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b)

/** Whether a line comes into a box, or too close to it. */
function crosses(a: Point, b: Point, box: Box): boolean {
  const near = apart / 2
  return Math.max(a.x, b.x) > box.x - near && Math.min(a.x, b.x) < box.x + box.width + near && Math.max(a.y, b.y) > box.y - near && Math.min(a.y, b.y) < box.y + box.height + near
}

export const crossesAny = (points: readonly Point[], boxes: readonly Box[]): boolean => points.slice(1).some((point, at) => boxes.some((box) => crosses(points[at]!, point, box)))

interface Visit {
  cost: number
  x: number
  y: number
  upright: boolean
  before: Visit | undefined
}

/** The cheapest way over the crossings of these lines, by length and bends. */
function search(xs: readonly number[], ys: readonly number[], from: Point, to: Point, isFree: (a: Point, b: Point) => boolean): Point[] | undefined {
  const at = (visit: { x: number; y: number }): Point => ({ x: xs[visit.x]!, y: ys[visit.y]! })
  const best = new Map<number, number>()
  const open = new Heap()
  const goal = { x: xs.indexOf(to.x), y: ys.indexOf(to.y) }
  open.push({ cost: 0, x: xs.indexOf(from.x), y: ys.indexOf(from.y), upright: true, before: undefined })
  for (let visit = open.pop(); visit; visit = open.pop()) {
    if (visit.x === goal.x && visit.y === goal.y) {
      const path: Point[] = []
      for (let one: Visit | undefined = visit; one; one = one.before) path.unshift(at(one))
      return path
    }
    for (const [dx, dy] of [[0, 1], [0, -1], [1, 0], [-1, 0]] as const) {
      const next = { x: visit.x + dx, y: visit.y + dy }
      if (next.x < 0 || next.y < 0 || next.x >= xs.length || next.y >= ys.length) continue
      const [a, b] = [at(visit), at(next)]
      const upright = dx === 0
      const cost = visit.cost + Math.abs(b.x - a.x) + Math.abs(b.y - a.y) + (upright === visit.upright ? 0 : perBend)
      const key = (next.y * xs.length + next.x) * 2 + Number(upright)
      if (cost >= (best.get(key) ?? Infinity) || !isFree(a, b)) continue
      best.set(key, cost)
      open.push({ cost, ...next, upright, before: visit })
    }
  }
  return undefined
}

/** The cheapest first. */
class Heap {
  private readonly items: Visit[] = []

  push(item: Visit): void {
    let at = this.items.push(item) - 1
    for (let above = (at - 1) >> 1; at > 0 && this.items[above]!.cost > item.cost; at = above, above = (at - 1) >> 1) this.items[at] = this.items[above]!
    this.items[at] = item
  }

  pop(): Visit | undefined {
    const [first, last] = [this.items[0], this.items.pop()]
    if (this.items.length === 0 || !last) return first
    let at = 0
    for (let below = 1; below < this.items.length; below = 2 * at + 1) {
      if (below + 1 < this.items.length && this.items[below + 1]!.cost < this.items[below]!.cost) below++
      if (this.items[below]!.cost >= last.cost) break
      this.items[at] = this.items[below]!
      at = below
    }
    this.items[at] = last
    return first
  }
}

function straightened(points: readonly Point[]): Point[] {
  return points.filter((point, at) => {
    const [before, after] = [points[at - 1], points[at + 1]]
    return !before || !after || !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y))
  })
}
