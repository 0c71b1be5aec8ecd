import { expect, test } from 'vitest'
import { distanceTo, middle } from './lines'

const start = { x: 0, y: 0 }

test('the middle of a line and the distance to it', () => {
  const line = [start, { x: 0, y: 10 }, { x: 10, y: 10 }]
  expect(middle(line)).toEqual({ x: 0, y: 10 })
  expect(distanceTo(line, { x: 5, y: 13 })).toBe(3)
  expect(distanceTo([], start)).toBe(Infinity)
})
