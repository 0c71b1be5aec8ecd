import { expect, test } from 'vitest'
import { asDrawn, asNamedNow, renamingOf } from './renamings'

test('an edit that was asked for before a step got other names is of the step by its last name', () => {
  const since = [...renamingOf({ kind: 'rename', node: 'a', name: 'b' }, 'p'), ...renamingOf({ kind: 'rename', node: 'b', name: 'c' }, 'p')]
  expect(asNamedNow([{ kind: 'delete', node: 'a' }, { kind: 'delete', node: 'x' }], 'p', since)).toEqual({ edits: [{ kind: 'delete', node: 'c' }, { kind: 'delete', node: 'x' }], pipeline: 'p' })
})

test('a pipeline that is renamed takes the edits with it, and no step that is called like it', () => {
  const since = renamingOf({ kind: 'rename_pipeline', name: 'q' }, 'p')
  expect(asNamedNow([{ kind: 'delete', node: 'p' }], 'p', since)).toEqual({ edits: [{ kind: 'delete', node: 'p' }], pipeline: 'q' })
})

test('edits that rename nothing leave all names as they are', () => {
  expect(renamingOf({ kind: 'delete', node: 'a' }, 'p')).toEqual([])
})

test('an edit that calls a step by a name that is drawn no more is of the step that had it', () => {
  const known = renamingOf({ kind: 'rename', node: 'a', name: 'b' }, 'p')
  expect(asDrawn([{ kind: 'delete', node: 'a' }], [{ id: 'b' }], known)).toEqual([{ kind: 'delete', node: 'b' }])
  expect(asDrawn([{ kind: 'delete', node: 'a' }], [{ id: 'a' }, { id: 'b' }], known)).toEqual([{ kind: 'delete', node: 'a' }])
})

test('whatever calls a step by its name follows it: the ends of a wrapping, the target of an edge, the place of what is added', () => {
  const since = renamingOf({ kind: 'rename', node: 'a', name: 'b' }, 'p')
  expect(
    asNamedNow(
      [
        { kind: 'wrap_parallel', first: 'a', last: 'x' },
        { kind: 'connect', node: 'x', outcome: 'done', target: 'a' },
        { kind: 'add_step', callee: 'train', where: { at: 'edge', from: 'a', outcome: 'a', to: 'x' } },
        { kind: 'rename', node: 'a', name: 'a' },
      ],
      'p',
      since,
    ).edits,
  ).toEqual([
    { kind: 'wrap_parallel', first: 'b', last: 'x' },
    { kind: 'connect', node: 'x', outcome: 'done', target: 'b' },
    { kind: 'add_step', callee: 'train', where: { at: 'edge', from: 'b', outcome: 'a', to: 'x' } },
    { kind: 'rename', node: 'b', name: 'a' },
  ])
  expect(asDrawn([{ kind: 'wrap_parallel', first: 'a', last: 'x' }], [{ id: 'b' }, { id: 'x' }], since)).toEqual([{ kind: 'wrap_parallel', first: 'b', last: 'x' }])
})
