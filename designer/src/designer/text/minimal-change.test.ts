import { expect, test } from 'vitest'
import { minimalChange } from './minimal-change'

const applied = (text: string, change: ReturnType<typeof minimalChange>) => (change ? text.slice(0, change.from) + change.insert + text.slice(change.to) : text)

test('only what differs is replaced', () => {
  expect(minimalChange('step a = b()\nstep c = d()\n', 'step a = b()\nstep x = y()\nstep c = d()\n')).toEqual({ from: 18, to: 18, insert: 'x = y()\nstep ' })
  expect(minimalChange('same', 'same')).toBeNull()
})

test('an emoji is never cut through', () => {
  const change = minimalChange('a 😀 b', 'a 😁 b')!
  expect(change.insert).toBe('😁')
  expect(applied('a 😀 b', change)).toBe('a 😁 b')
})

test('whatever the texts, the change makes the one of the other', () => {
  const seed = 20260301
  let state = seed
  const next = (below: number) => (state = (state * 1103515245 + 12345) % 2147483648) % below
  const word = () => Array.from({ length: next(12) }, () => ['a', 'b', '\n', '😀', '😁', 'ه'][next(6)]).join('')
  for (let round = 0; round < 500; round++) {
    const [before, after] = [word(), word()]
    expect(applied(before, minimalChange(before, after)), `seed ${seed}, round ${round}`).toBe(after)
  }
})
