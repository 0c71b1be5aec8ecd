import { expect, test } from 'vitest'
import { blocksOf } from './markdown-blocks'

test('a model card comes apart into its blocks', () => {
  expect(blocksOf('# fashion@1\n\n| layer | output |\n| --- | --- |\n| flatten | 784 |\n\nPixels *scaled*.\nTwice.\n\n- a\n- b\n\n```\nx | y\n```\n')).toEqual([
    { kind: 'heading', level: 1, text: 'fashion@1' },
    { kind: 'table', head: ['layer', 'output'], rows: [['flatten', '784']] },
    { kind: 'paragraph', text: 'Pixels *scaled*. Twice.' },
    { kind: 'list', ordered: false, items: ['a', 'b'] },
    { kind: 'code', text: 'x | y' },
  ])
})

test.each(['<script>alert(1)</script>', '|', '```', '####### seven', '| a |\nno table', '#no heading'])('anything ends, and stays text: %j', (text) => {
  expect(JSON.stringify(blocksOf(text))).toBeTruthy()
})
