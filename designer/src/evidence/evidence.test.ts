import { expect, test } from 'vitest'
import { evidenceOf } from './evidence'

test('metrics keep their numbers only', () => {
  expect(evidenceOf({ $: 'metrics', title: 'm', values: { accuracy: 0.9, note: 'x' } })).toEqual({ kind: 'metrics', title: 'm', values: [['accuracy', 0.9]] })
})

test('a table of true by found classes is a confusion matrix, whatever follows the counts', () => {
  const table = { $: 'table', title: 't', columns: ['true \\ found', 'cat', 'dog', 'recall'], rows: [['cat', 3, 1, 0.75], ['dog', 0, 4, 1.0]] }
  expect(evidenceOf(table)).toEqual({ kind: 'confusion', title: 't', labels: ['cat', 'dog'], counts: [[3, 1], [0, 4]] })
})

test('another table stays one', () => {
  expect(evidenceOf({ $: 'table', title: 't', columns: ['a', 'b'], rows: [['a', 1]] }).kind).toBe('table')
})

test.each([{ $: 'metrics' }, { $: 'table', columns: 3 }, { $: 'artifact', object: '../../etc/passwd' }, { $: 'plot', series: null }, null, '<b>text</b>', 7, [1]])(
  'what has not the shape that it claims is shown plainly: %j',
  (value) => expect(evidenceOf(value)).toEqual({ kind: 'plain', value }),
)

test('points that are none are left out of a curve', () => {
  expect(evidenceOf({ $: 'plot', title: '', kind: 'line', x: 'x', y: 'y', series: [{ name: 's', points: [[1, 2], [3], ['a', 1]] }] })).toMatchObject({ series: [{ points: [[1, 2]] }] })
})
