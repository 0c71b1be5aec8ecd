import { expect, test } from 'vitest'
import { axisOf } from './axes'

test('numbers lie between the least and the largest, by magnitude where they are looked through so', () => {
  const plain = axisOf('hidden', [32, 256, 144], false)
  expect([32, 144, 256].map(plain.at)).toEqual([0, 0.5, 1])
  const log = axisOf('lr', [0.0001, 0.01, 0.001], true)
  expect(log.at(0.001)).toBeCloseTo(0.5)
  expect(log.ticks.map((tick) => tick.value)).toEqual([0.0001, 0.01])
})

test('what is no number has a place of its own, and nothing lies nowhere', () => {
  const axis = axisOf('kind', ['b', 'a', null, true], false)
  expect(axis.ticks).toEqual([{ at: 0, value: 'a' }, { at: 0.5, value: 'b' }, { at: 1, value: 'true' }])
  expect(axis.at(undefined)).toBeNull()
  expect(axisOf('one', [5], true).at(5)).toBe(0.5)
  expect(axisOf('zero', [0, 1], true).at(0)).toBe(0)
  expect(axisOf('none', [], false).ticks).toEqual([])
})
