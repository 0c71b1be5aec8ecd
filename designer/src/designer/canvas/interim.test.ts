import { expect, test } from 'vitest'
import type { Picture } from '../../api/definitions'
import { draw } from '../../pictures/drawing'
import type { Layout } from '../../pictures/layout'
import { interim } from './interim'

const span = { file: 'a.dlflow', line: 1, column: 1, end_line: 1, end_column: 1 }
const drawn = (...steps: string[]) =>
  draw({
    pipeline: 'p', span, entries: [],
    nodes: steps.map((id) => ({ id, kind: 'step', callee: 'train' })),
    edges: steps.slice(1).map((to, at) => ({ from: steps[at]!, outcome: 'done', to: [to] })),
  } as Picture)

const empty: Layout = { left: 0, top: 0, width: 0, height: 0, nodes: [], edges: [] }

test('what is new stands where it was put, and what is below makes room', () => {
  const before = interim(empty, drawn('a', 'b'))
  const after = interim(before, drawn('a', 'new', 'b'))
  const y = (id: string) => after.nodes.find((node) => node.id === id)!.y
  expect(y('a')).toBe(before.nodes[0]!.y)
  expect(y('a') < y('new') && y('new') < y('b')).toBe(true)
  for (const edge of after.edges) expect(edge.points.length).toBeGreaterThan(1)
})

test('what is gone leaves no line behind', () => {
  const after = interim(interim(empty, drawn('a', 'b', 'c')), drawn('a', 'c'))
  expect(after.nodes.map((node) => node.id)).toEqual(['a', 'c'])
  expect(after.edges.map((edge) => edge.id)).toEqual(['a done c'])
})

test('what is renamed keeps its place, and the lines at it theirs', () => {
  const before = interim(empty, drawn('a', 'b', 'c'))
  const after = interim(before, drawn('a', 'renamed', 'c'))
  expect(after.nodes.map(({ x, y }) => [x, y])).toEqual(before.nodes.map(({ x, y }) => [x, y]))
  expect(after.edges.map((edge) => edge.points)).toEqual(before.edges.map((edge) => edge.points))
})
