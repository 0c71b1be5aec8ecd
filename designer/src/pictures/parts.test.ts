import { expect, test } from 'vitest'
import type { Drawing } from './drawing'
import { placeAlone, shapeOf, type PlacedPart } from './part-layout'
import { partsOf } from './parts'
import { stack } from './stack'

type Line = [from: number, to: number]

function drawing(count: number, onward: Line[], back: Line[] = []): Drawing {
  const line = (feedback: boolean) => ([from, to]: Line) => ({ id: `${from} ${to}`, from: String(from), to: String(to), outcome: 'done', label: '', feedback, written: feedback, inside: [], counted: '' })
  return {
    nodes: Array.from({ length: count }, (_, id) => ({ id: String(id), shape: 'step' as const, width: 184, height: 54, node: { id: String(id), kind: 'step' as const } as Drawing['nodes'][number]['node'] })),
    edges: [...onward.map(line(false)), ...back.map(line(true))],
  }
}
const chain = (count: number): Line[] => Array.from({ length: count - 1 }, (_, at): Line => [at, at + 1])
const ranges = (of: Drawing) => partsOf(of).parts.map((part) => `${part.first}-${part.last}`)

test('steps one after the other are parted at each', () => expect(ranges(drawing(4, chain(4)))).toEqual(['0-1', '1-2', '2-3']))

test('a loop stays whole, and so do branches until they meet', () => {
  expect(ranges(drawing(6, chain(6), [[3, 1]]))).toEqual(['0-4', '4-5'])
  expect(ranges(drawing(6, [[0, 1], [1, 2], [1, 3], [2, 4], [3, 4], [4, 5]]))).toEqual(['0-1', '1-4', '4-5'])
})

test('every edge is in one part, and every node in one or, where two meet, in two', () => {
  const of = drawing(9, [...chain(5), [1, 3], [4, 6], [4, 7], [7, 8]], [[3, 3], [8, 7]])
  const { parts } = partsOf(of)
  expect(parts.flatMap((part) => part.edges).toSorted((a, b) => a - b)).toEqual(of.edges.map((_, at) => at))
  expect([parts[0]!.first, parts.at(-1)!.last]).toEqual([0, 8])
  for (const [at, part] of parts.entries()) if (at > 0) expect(part.first).toBe(parts[at - 1]!.last)
})

test('in a long picture a line back over nearly all of it runs outside, and parts nothing', () => {
  const { parts, outside } = partsOf(drawing(200, chain(200), [[198, 1]]))
  expect([parts.length, outside.length]).toEqual([199, 1])
  expect(partsOf(drawing(20, chain(20), [[18, 1]])).outside).toEqual([])
})

test('parts are put below each other; an edit below moves nothing above it', () => {
  const laid = (of: Drawing) => {
    const parts = partsOf(of)
    return stack(of, parts, parts.parts.map((part): PlacedPart => placeAlone(shapeOf(of, part))!))
  }
  const short = laid(drawing(3, chain(3)))
  expect(short.nodes.map((node) => [node.x, node.y])).toEqual([[-92, 0], [-92, 90], [-92, 180]])
  expect(short.edges.map((edge) => edge.points.map((point) => [point.x, point.y]))).toEqual([[[0, 54], [0, 90]], [[0, 144], [0, 180]]])
  expect(laid(drawing(9, chain(9))).nodes.slice(0, 3)).toEqual(short.nodes)
  const long = laid(drawing(200, chain(200), [[198, 1]]))
  const back = long.edges.at(-1)!
  expect(Math.max(...back.points.map((point) => point.x))).toBeGreaterThan(92)
  expect(long.left + long.width).toBeGreaterThan(Math.max(...back.points.map((point) => point.x)))
})

test('parts that are built alike are laid out alike, whatever their steps are called', () => {
  const [one, other] = [drawing(4, chain(4), [[3, 1]]), drawing(4, chain(4), [[3, 1]])]
  other.nodes.forEach((node, at) => (node.node = { ...node.node, text: `other ${at}` }))
  expect(shapeOf(one, partsOf(one).parts[0]!)).toEqual(shapeOf(other, partsOf(other).parts[0]!))
})
