import { expect, test } from 'vitest'
import type { DrawnPicture } from '../../api/sources'
import { behind, leadsBack, stretch, takesOnlySteps, takesSteps } from './where'

const extent = { start: 0, length: 1, end: 1 }
const picture = {
  pipeline: 'p',
  entries: [],
  nodes: [
    { id: 'a', kind: 'step', extent },
    { id: 'if#1', kind: 'decision', extent },
    { id: 'b', kind: 'step', extent, blocks: ['if#1/true'] },
    { id: 'c', kind: 'step', extent },
    { id: 'return#1', kind: 'return' },
  ],
  edges: [
    { from: 'a', outcome: 'done', to: ['if#1'] },
    { from: 'if#1', outcome: 'true', to: ['b'] },
    { from: 'if#1', outcome: 'false', to: ['c'] },
    { from: 'b', outcome: 'done', to: ['c'] },
    { from: 'c', outcome: 'reject', to: ['a'], feedback: true, span: {} },
    { from: 'c', outcome: 'done', to: ['return#1'] },
  ],
} as unknown as DrawnPicture

test('a new step goes behind what is selected, and into the branch behind a decision', () => {
  expect(behind(picture, 'a')).toEqual({ at: 'after', node: 'a' })
  expect(behind(picture, 'if#1')).toEqual({ at: 'edge', from: 'if#1', outcome: 'true', to: 'b' })
  expect(behind(picture, 'return#1')).toEqual({ at: 'into', block: '' })
  expect(behind(picture, undefined)).toEqual({ at: 'into', block: '' })
})

test('nothing is put on a way back', () => expect(picture.edges.map(takesSteps)).toEqual([true, true, true, true, false, true]))

test('on a line that a setting draws only steps can stand', () => {
  expect(takesOnlySteps(picture, { at: 'edge', from: 'c', outcome: 'reject', to: 'a' })).toBe(true)
  expect(takesOnlySteps(picture, { at: 'edge', from: 'c', outcome: 'done', to: 'return#1' })).toBe(false)
  expect(takesOnlySteps(picture, { at: 'after', node: 'c' })).toBe(false)
})

test('an edge leads back to what is written before it, or to itself', () => {
  expect(leadsBack(picture, 'c', 'a')).toBe(true)
  expect(leadsBack(picture, 'c', 'c')).toBe(true)
  expect(leadsBack(picture, 'a', 'c')).toBe(false)
})

test('what is wrapped stands in one block', () => {
  expect(stretch(picture, ['c', 'a'])).toEqual({ first: 'a', last: 'c' })
  expect(stretch(picture, ['a', 'b'])).toBeNull()
  expect(stretch(picture, [])).toBeNull()
})
