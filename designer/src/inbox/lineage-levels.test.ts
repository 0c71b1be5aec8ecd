import { expect, test } from 'vitest'
import type { LineageThing } from '../api/tasks'
import { levelsOf } from './lineage-levels'

const thing = (id: string, from: string[] = [], asked = false) => ({ id, from, asked, title: id, kind: 'data' }) as unknown as LineageThing
const ids = (things: LineageThing[]) => levelsOf(things).map((level) => level.map((one) => one.id))

test('what something is made of comes after it, however many ways lead there', () => {
  expect(ids([thing('model', ['training', 'labeled'], true), thing('training', ['train', 'validation']), thing('labeled', ['raw']), thing('train', ['labeled']), thing('validation', ['labeled']), thing('raw')])).toEqual([
    ['model'],
    ['training'],
    ['train', 'validation'],
    ['labeled'],
    ['raw'],
  ])
})

test('a circle and a source that is not known end all the same', () => {
  expect(ids([thing('a', ['b'], true), thing('b', ['a', 'gone'])]).flat().toSorted()).toEqual(['a', 'b'])
  expect(ids([])).toEqual([])
})
