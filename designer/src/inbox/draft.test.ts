import { expect, test } from 'vitest'
import { readDraft } from './draft'

test('a draft comes back as it was kept', () => {
  const draft = { comment: 'half a thought', choice: 2, outcome: 'reject', target: 'tuning', values: { risk: 'low' } }
  expect(readDraft(JSON.stringify(draft))).toEqual(draft)
})

test.each([null, '', '7', 'null', '{"comment":3,"values":[1]}', '{"choice":"x"'])('what is no draft is an empty one: %j', (text) => {
  expect(readDraft(text)).toEqual({ comment: '', choice: null, outcome: null, target: null, values: {} })
})
