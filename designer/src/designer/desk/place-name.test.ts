import { expect, test } from 'vitest'
import type { PictureNode } from '../../api/definitions'
import { placeName } from './place-name'

const nodes: PictureNode[] = [{ id: 'if#1', kind: 'decision', text: 'score > 0.9' }, { id: 'return#1', kind: 'return' }, { id: 'tuning', kind: 'step' }]

test('a block is called by what it says, a step by its name', () => {
  expect(['if#1', 'return#1', 'tuning', 'model.tuning'].map((to) => placeName(nodes, to))).toEqual(['if score > 0.9', 'the end', 'tuning', 'model.tuning'])
})
