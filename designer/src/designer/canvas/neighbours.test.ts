import { expect, test } from 'vitest'
import type { Layout } from '../../pictures/layout'
import { neighbour, nextEdge } from './neighbours'

const node = (id: string, x: number, y: number) => ({ id, x, y, width: 10, height: 10 })
const edge = (from: string, to: string, feedback = false) => ({ id: `${from} ${to}`, from, to, feedback })
const layout = {
  nodes: [node('a', 50, 0), node('b', 0, 50), node('c', 100, 50), node('d', 50, 100)],
  edges: [edge('a', 'b'), edge('a', 'c'), edge('b', 'd'), edge('c', 'd'), edge('d', 'a', true)],
} as unknown as Layout

test('arrows go along the flow and beside it', () => {
  expect(neighbour(layout, undefined, 'ArrowDown')).toBe('a')
  expect(neighbour(layout, 'a', 'ArrowDown')).toBe('b')
  expect(neighbour(layout, 'b', 'ArrowRight')).toBe('c')
  expect(neighbour(layout, 'c', 'ArrowLeft')).toBe('b')
  expect(neighbour(layout, 'd', 'ArrowUp')).toBe('b')
  expect(neighbour(layout, 'd', 'ArrowDown')).toBeUndefined()
})

test('the edges of a node are chosen one after the other', () => {
  expect(nextEdge(layout, 'a', null)).toBe('a b')
  expect(nextEdge(layout, 'a', 'a b')).toBe('a c')
  expect(nextEdge(layout, undefined, 'a c')).toBe('a b')
  expect(nextEdge(layout, undefined, null)).toBeUndefined()
})
