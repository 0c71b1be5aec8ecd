import { expect, test } from 'vitest'
import type { Layout, PlacedNode } from '../../pictures/layout'
import { viewAfter, type View } from './view'

const layout = (...nodes: [id: string, x: number, y: number][]): Layout => ({
  left: -1000, top: 0, width: 2000, height: 5000, edges: [],
  nodes: nodes.map(([id, x, y]) => ({ id, x, y, width: 200, height: 50, shape: 'step', node: { id, kind: 'step', callee: 'train' } }) as PlacedNode),
})
const view: View = { x: 300, y: 0, zoom: 1, width: 800, height: 600 }
const chain = layout(['a', 0, 0], ['b', 0, 100], ['c', 0, 2000])

test('what is selected stays where it is on the screen while what is above it makes room, under another name too', () => {
  const after = layout(['a', 0, 0], ['new', 0, 100], ['renamed', 30, 400], ['c', 0, 2300])
  const [before, now] = [{ layout: layout(['a', 0, 0], ['n', 0, 90], ['b', 0, 100], ['c', 0, 2000]), selected: 'b' }, { layout: after, selected: 'renamed' }]
  expect(viewAfter(before, now, view)).toEqual({ ...view, x: 270, y: -300 })
})

test('what is selected out of sight is brought into it; what was selected there before does not pull', () => {
  expect(viewAfter({ layout: chain, selected: undefined }, { layout: chain, selected: 'c' }, view).y).toBe(600 - 40 - 2050)
  const moved = layout(['a', 0, 0], ['b', 0, 100], ['c', 0, 2100])
  expect(viewAfter({ layout: chain, selected: 'c' }, { layout: moved, selected: 'c' }, view)).toEqual(view)
})

test('where all that one saw is gone, the view goes to where something is', () => {
  const after = viewAfter({ layout: chain, selected: undefined }, { layout: layout(['c', 0, 4000]), selected: undefined }, view)
  expect(4000 * after.zoom + after.y).toBeLessThan(600)
  expect(4050 * after.zoom + after.y).toBeGreaterThan(0)
})

test('a view of nothing, to which somebody has gone, is left alone', () => {
  const away = { ...view, y: 9000 }
  expect(viewAfter({ layout: chain, selected: undefined }, { layout: layout(['a', 5, 5], ['b', 0, 100]), selected: undefined }, away)).toEqual(away)
})
