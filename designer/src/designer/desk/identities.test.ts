import { expect, test } from 'vitest'
import { identitiesAfter } from './identities'

const begun = identitiesAfter(new Map(), new Map(), ['a', 'b'])
const renamed = identitiesAfter(begun, new Map([['a', 'x'], ['b', 'b']]), ['x', 'b'])

test('a node stays the same under another name', () => expect(renamed).toEqual(new Map([['x', 'a'], ['b', 'b']])))

test('what takes the old name is another node', () =>
  expect(identitiesAfter(renamed, new Map([['x', 'x'], ['b', 'b']]), ['x', 'a', 'b'])).toEqual(new Map([['x', 'a'], ['b', 'b'], ['a', "a'"]])))
