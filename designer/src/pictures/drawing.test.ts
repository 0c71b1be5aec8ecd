import { expect, test } from 'vitest'
import type { Picture } from '../api/definitions'
import { draw, labelText } from './drawing'
import { pathThrough } from './layout'
import { shapeOf, toElk } from './part-layout'
import { partsOf } from './parts'

const span = { file: 'a.dlflow', line: 1, column: 1, end_line: 1, end_column: 1 }

const picture: Picture = {
  pipeline: 'lifecycle',
  span,
  entries: [],
  nodes: [
    { id: 'data', kind: 'call', callee: 'fashion_data' },
    { id: 'review', kind: 'step', callee: 'approval', human: true },
    { id: 'if#1', kind: 'decision', text: 'a < b' },
    { id: 'end', kind: 'return' },
  ],
  edges: [
    { from: 'data', outcome: 'done', to: ['review'] },
    { from: 'review', outcome: 'approve', to: ['if#1'], label: 'Approve' },
    { from: 'review', outcome: 'reject', to: ['data.collection', 'data.split', 'review'], feedback: true, max: 5, label: 'Reject' },
    { from: 'if#1', outcome: 'true', to: ['end'] },
    { from: 'if#1', outcome: 'done', to: ['nowhere'] },
  ],
}

test('an edge into a called pipeline leads to its step, once, and remembers where inside', () => {
  const { edges } = draw(picture)
  expect(edges.map(({ id, label, inside }) => [id, label, inside])).toEqual([
    ['data done review', '', []],
    ['review approve if#1', 'Approve', []],
    ['review reject data', 'Reject', ['collection', 'split']],
    ['review reject review', 'Reject', []],
    ['if#1 true end', 'yes', []],
  ])
})

test('a way back tells how often it may be taken', () => expect(labelText({ label: 'Reject', max: 5 })).toBe('Reject · ≤ 5'))

test('what is laid out names only nodes that there are', () => {
  const drawing = draw(picture)
  for (const part of partsOf(drawing).parts) {
    const elk = toElk(shapeOf(drawing, part))
    const ports = new Set(elk.children?.flatMap((node) => node.ports?.map((port) => port.id)))
    for (const edge of elk.edges ?? []) expect([...edge.sources, ...edge.targets].every((port) => ports.has(port))).toBe(true)
  }
})

test('corners are rounded, and a line without points is none', () => {
  expect(pathThrough([{ x: 0, y: 0 }, { x: 0, y: 20 }, { x: 30, y: 20 }])).toBe('M0,0L0,13Q0,20 7,20L30,20')
  expect(pathThrough([])).toBe('')
})
