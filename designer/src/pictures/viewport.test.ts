import { expect, test } from 'vitest'
import type { Layout } from './layout'
import { viewportFor } from './viewport'

const layout = (width: number, height: number) => ({ left: 0, top: 0, width, height, nodes: [], edges: [] }) as Layout

test('a small picture is shown whole, in the middle', () => {
  expect(viewportFor(layout(200, 300), { width: 800, height: 800 }, undefined)).toEqual({ x: 290, y: 235, zoom: 1.1 })
})

test('a tall one begins at its beginning, readable', () => {
  const { y, zoom } = viewportFor(layout(300, 5000), { width: 800, height: 800 }, undefined)
  expect([y, zoom]).toEqual([28, 0.8])
})

test('a tall one is shown around what matters now, but not beyond its end', () => {
  const node = { x: 0, y: 2000, width: 200, height: 50 } as Layout['nodes'][number]
  expect(viewportFor(layout(300, 5000), { width: 800, height: 800 }, node).y).toBe(400 - 2025 * 0.8)
  expect(viewportFor(layout(300, 5000), { width: 800, height: 800 }, { ...node, y: 4950 }).y).toBe(800 - 28 - 4000)
})

test('a wide one begins where its first node is, wherever the picture lies', () => {
  const first = { x: -100, y: 0, width: 200, height: 50 } as Layout['nodes'][number]
  const { x, zoom } = viewportFor({ left: -3000, top: -20, width: 4000, height: 5000, nodes: [first], edges: [] }, { width: 800, height: 800 }, undefined)
  expect(first.x * zoom + x).toBe(400 - 100 * zoom)
})
