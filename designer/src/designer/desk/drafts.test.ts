import { beforeEach, expect, test } from 'vitest'
import { drafts } from './drafts'

beforeEach(() => localStorage.clear())

test('a draft is kept until it is forgotten', () => {
  drafts.write('fashion/model.dlflow', { text: 'new', base: 'old', version: 'v1' })
  drafts.write('a.dlflow', { text: 'x', base: '', version: '' })
  expect(drafts.paths()).toEqual(['a.dlflow', 'fashion/model.dlflow'])
  expect(drafts.texts()).toEqual({ 'a.dlflow': 'x', 'fashion/model.dlflow': 'new' })
  drafts.forget('a.dlflow')
  expect(drafts.read('a.dlflow')).toBeNull()
})

test('what something else has written there is no draft', () => {
  localStorage.setItem('deepflow.source.b.dlflow', '{"text":3}')
  localStorage.setItem('deepflow.source.c.dlflow', 'not JSON')
  expect([drafts.read('b.dlflow'), drafts.read('c.dlflow')]).toEqual([null, null])
  expect(drafts.texts()).toEqual({})
})
