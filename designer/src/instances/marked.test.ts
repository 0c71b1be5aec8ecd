import { expect, test } from 'vitest'
import { marked } from './marked'

const shown = (text: string, wanted: string) => marked(text, wanted).map((part) => (part.found ? `[${part.text}]` : part.text)).join('')

test.each([
  ['trial 3 of TRIALS', 'trial', '[trial] 3 of [TRIAL]S'],
  ['aaaa', 'aa', '[aa][aa]'],
  ['nothing', 'x', 'nothing'],
  ['as it is', '', 'as it is'],
  ['.* is no pattern', '.*', '[.*] is no pattern'],
  ['İstanbul', 'i', 'İstanbul'],
])('%j looked through for %j', (text, wanted, expected) => {
  expect(shown(text, wanted)).toBe(expected)
})

test('nothing of the text is lost', () => {
  expect(marked('one two one', 'one').map((part) => part.text).join('')).toBe('one two one')
})
