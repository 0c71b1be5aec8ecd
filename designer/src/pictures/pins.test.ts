import { expect, test } from 'vitest'
import type { Layout, PlacedNode } from './layout'
import { withPins } from './pins'

const layout = (pins: Record<string, { x: number; y: number }>): Layout => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  return {
    left: -100, top: 0, width: 200, height: 500,
    nodes: ids.map((id, at) => ({ id, x: -92, y: at * 90, width: 184, height: 54, shape: 'step', node: { id, kind: 'step', ...(pins[id] && { pin: pins[id] }) } }) as PlacedNode),
    edges: ids.slice(1).map((to, at) => ({ id: `${ids[at]} done ${to}`, from: ids[at]!, to, outcome: 'done', label: '', feedback: false, written: false, inside: [], counted: '', points: [{ x: 0, y: at * 90 + 54 }, { x: 0, y: at * 90 + 90 }] })),
  }
}

const covers = (a: PlacedNode, b: PlacedNode) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

test('without pins a layout stays the very same', () => {
  const plain = layout({})
  expect(withPins(plain)).toBe(plain)
})

test('what is pinned stands there, nothing covers anything, and lines begin and end at their nodes', () => {
  const tried: Record<string, { x: number; y: number }>[] = [{ b: { x: 300, y: 40 } }, { b: { x: -92, y: 190 } }, { a: { x: 0, y: 200 }, c: { x: 10, y: 210 } }, { e: { x: -150, y: -30 }, a: { x: 200, y: 400 } }]
  for (const pins of tried) {
    const { nodes, edges, left, width } = withPins(layout(pins))
    const [first, pin] = Object.entries(pins)[0]!
    expect(nodes.find((node) => node.id === first)).toMatchObject(pin)
    for (const [at, node] of nodes.entries()) for (const other of nodes.slice(at + 1)) expect(covers(node, other), `${node.id} and ${other.id}`).toBe(false)
    for (const edge of edges) {
      const [from, to] = [nodes.find((node) => node.id === edge.from)!, nodes.find((node) => node.id === edge.to)!]
      expect(edge.points[0]).toEqual({ x: from.x + 92, y: from.y + 54 })
      expect(edge.points.at(-1)).toEqual({ x: to.x + 92, y: to.y })
      for (const [at, point] of edge.points.slice(1).entries()) {
        const before = edge.points[at]!
        expect(before.x === point.x || before.y === point.y).toBe(true)
        const line = { x: Math.min(before.x, point.x), y: Math.min(before.y, point.y), width: Math.abs(before.x - point.x) || 1, height: Math.abs(before.y - point.y) || 1 } as PlacedNode
        for (const node of nodes.filter((one) => one !== from && one !== to)) expect(covers(line, node), `${edge.id} through ${node.id}`).toBe(false)
      }
    }
    expect(Math.min(...nodes.map((node) => node.x))).toBeGreaterThan(left)
    expect(Math.max(...nodes.map((node) => node.x + node.width))).toBeLessThan(left + width)
  }
})
