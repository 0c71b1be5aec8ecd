import type { Layout, PlacedNode } from '../../pictures/layout'
import { sameNodes } from '../../pictures/same-nodes'
import { viewportFor } from '../../pictures/viewport'

/** The part of a picture that one sees, on a canvas of that size. */
export interface View {
  x: number
  y: number
  zoom: number
  width: number
  height: number
}

export interface Shown {
  layout: Layout
  selected: string | undefined
}

const margin = 40 // pixels

/**
 * What one sees after a change. When the picture is laid out anew, what one looked at stays where it is on the screen; the view
 * moves to what has just been selected where that would not be seen, and never to where nothing is.
 */
export function viewAfter(before: Shown, after: Shown, view: View): View {
  const relaid = before.layout !== after.layout
  const same = relaid ? sameNodes(before.layout.nodes.map(({ node }) => node), after.layout.nodes.map(({ node }) => node)) : undefined
  const now = (id: string) => (same ? same.get(id) : id)
  const find = (layout: Layout, id: string | undefined) => layout.nodes.find((node) => node.id === id)
  let next = view
  const seen = before.layout.nodes.filter((node) => inSight(node, view))
  const anchor = relaid ? (seen.find((node) => node.id === before.selected) ?? nearest(seen, view)) : undefined
  const there = anchor && find(after.layout, now(anchor.id))
  if (anchor && there) next = moved(view, (middle(anchor) - middle(there)) * view.zoom, (anchor.y - there.y) * view.zoom)
  const node = find(after.layout, after.selected)
  const picked = before.selected === undefined ? after.selected !== undefined : now(before.selected) !== after.selected
  if (node && (picked || seen.some((one) => now(one.id) === node.id))) next = moved(next, ...into(node, next))
  if (relaid && seen.length > 0 && !after.layout.nodes.some((one) => inSight(one, next))) next = { ...next, ...viewportFor(after.layout, next, node ?? after.layout.nodes[0]) }
  return next
}

const middle = (node: PlacedNode) => node.x + node.width / 2

const moved = (view: View, dx: number, dy: number): View => (dx === 0 && dy === 0 ? view : { ...view, x: view.x + dx, y: view.y + dy })

function onScreen(node: PlacedNode, { x, y, zoom }: View) {
  return { left: node.x * zoom + x, top: node.y * zoom + y, right: (node.x + node.width) * zoom + x, bottom: (node.y + node.height) * zoom + y }
}

function inSight(node: PlacedNode, view: View): boolean {
  const { left, top, right, bottom } = onScreen(node, view)
  return right > 0 && bottom > 0 && left < view.width && top < view.height
}

function nearest(nodes: readonly PlacedNode[], view: View): PlacedNode | undefined {
  const distance = (node: PlacedNode) => {
    const { left, top, right, bottom } = onScreen(node, view)
    return Math.hypot((left + right - view.width) / 2, (top + bottom - view.height) / 2)
  }
  return nodes.toSorted((a, b) => distance(a) - distance(b))[0]
}

/** How far the view moves so that a node is wholly in it. */
function into(node: PlacedNode, view: View): [dx: number, dy: number] {
  const { left, top, right, bottom } = onScreen(node, view)
  const shift = (low: number, high: number, size: number) => (low < margin ? margin - low : high > size - margin ? size - margin - high : 0)
  return [shift(left, right, view.width), shift(top, bottom, view.height)]
}
