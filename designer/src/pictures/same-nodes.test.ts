import { expect, test } from 'vitest'
import { sameNodes } from './same-nodes'

const steps = (...ids: string[]) => ids.map((id) => ({ id, kind: 'step', callee: 'train' }))

test('a renamed step is the same at its place, and so are two next to each other', () => {
  expect(sameNodes(steps('a', 'b', 'c', 'd'), steps('a', 'x', 'y', 'd'))).toEqual(new Map([['a', 'a'], ['d', 'd'], ['b', 'x'], ['c', 'y']]))
})

test('what is new or gone is the same as nothing, and what does something else is another', () => {
  expect(sameNodes(steps('a', 'b'), steps('a', 'b', 'c')).has('c')).toBe(false)
  expect(sameNodes(steps('a', 'b', 'c'), steps('a', 'c')).get('b')).toBeUndefined()
  expect(sameNodes(steps('a', 'b'), [...steps('a'), { id: 'x', kind: 'step', callee: 'tune' }]).get('b')).toBeUndefined()
})

test('the step that stands first keeps its place under another name', () => expect(sameNodes(steps('a', 'b'), steps('x', 'b')).get('a')).toBe('x'))

test('an if before another does not take its place', () => {
  const decision = (number: number, text: string) => ({ id: `if#${number}`, kind: 'decision', text })
  expect(sameNodes([...steps('a'), decision(1, 'x > 1'), ...steps('b')], [...steps('a'), decision(1, 'true'), decision(2, 'x > 1'), ...steps('b')]).get('if#1')).toBe('if#2')
  expect(sameNodes([decision(1, 'x > 1'), ...steps('b')], [decision(1, 'x > 12'), ...steps('b')]).get('if#1')).toBe('if#1')
})
