import { expect, test } from 'vitest'
import { ago, duration } from './time'

const now = new Date('2026-03-01T12:00:00Z')
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000)

test.each([
  [3, 'just now'],
  [-3, 'now'],
  [42, '42s ago'],
  [200, '3m ago'],
  [7200, '2h ago'],
  [86400 * 3, '3d ago'],
  [-7200, 'in 2h'],
  [-86400 * 1.9, 'in 2d'],
  [-86400 * 1.2, 'tomorrow'],
  [86400 * 1.2, 'yesterday'],
])('%i seconds before now reads "%s"', (seconds, text) => expect(ago(before(seconds), now)).toBe(text))

test.each([
  [12, '12 ms'],
  [7200, '7.2 s'],
  [59_000, '59 s'],
  [185_000, '3 min 5 s'],
  [7_800_000, '2 h 10 min'],
  [86_400_000 * 4, '4 d'],
])('%i milliseconds read "%s"', (ms, text) => expect(duration(ms)).toBe(text))
