import { expect, test } from 'vitest'
import { Echoes } from './echoes'

test('what was typed a moment ago comes back late, and is no news', () => {
  const echoes = new Echoes('')
  for (const text of ['b', 'by', 'by ']) echoes.typed(text)
  expect(['b', 'by', 'by '].map((value) => echoes.isOwn(value))).toEqual([true, true, true])
  echoes.typed('by k')
  expect(echoes.isOwn('by k')).toBe(true)
})

test('an address that leaves out the last space is no news either', () => {
  const echoes = new Echoes('')
  for (const text of ['by', 'by ', 'by k']) echoes.typed(text)
  expect(['by', 'by', 'by k'].map((value) => echoes.isOwn(value))).toEqual([true, true, true])
})

test('what a link or the way back has changed is news, also where it was typed before', () => {
  const echoes = new Echoes('')
  for (const text of ['a', 'ab']) echoes.typed(text)
  expect(echoes.isOwn('ab')).toBe(true)
  expect(echoes.isOwn('')).toBe(false)
  expect(echoes.isOwn('a')).toBe(false)
})
