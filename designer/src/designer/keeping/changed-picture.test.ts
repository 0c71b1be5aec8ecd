import { expect, test } from 'vitest'
import type { SourceDiff } from '../../api/sources'
import { changedPicture } from './changed-picture'

const picture = (...ids: string[]) => ({ pipeline: 'p', entries: [], nodes: ids.map((id) => ({ id, kind: 'step' })), edges: ids.slice(1).map((to, at) => ({ from: ids[at]!, outcome: 'done', to: [to] })) })

test('what was taken away stands where it was, between what is left', () => {
  const diff = {
    pipeline: 'p',
    change: 'changed',
    before: picture('a', 'b', 'c'),
    after: picture('a', 'c', 'd'),
    nodes: [
      { before: 'a', after: 'a', change: 'same', what: [] },
      { before: 'b', change: 'removed', what: [] },
      { before: 'c', after: 'c', change: 'changed', what: ['arguments'] },
      { after: 'd', change: 'added', what: [] },
    ],
    edges: [
      { change: 'removed', from: 'a', outcome: 'done', to: ['b'] },
      { change: 'removed', from: 'b', outcome: 'done', to: ['c'] },
    ],
  } as unknown as SourceDiff['pictures'][number]
  const { picture: both, changes } = changedPicture(diff)
  expect(both.nodes.map((node) => node.id)).toEqual(['a', 'b', 'c', 'd'])
  expect(Object.fromEntries(changes)).toEqual({ b: 'removed', c: 'changed', d: 'added' })
  expect(both.edges.map((edge) => `${edge.from} ${edge.to[0]}`)).toEqual(['a c', 'c d', 'a b', 'b c'])
})

test('a pipeline that is new is all added', () => {
  const { changes } = changedPicture({ pipeline: 'p', change: 'added', after: picture('a'), nodes: [], edges: [] } as unknown as SourceDiff['pictures'][number])
  expect([...changes]).toEqual([['a', 'added']])
})
