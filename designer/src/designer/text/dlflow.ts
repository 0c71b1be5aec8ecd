import { HighlightStyle, StreamLanguage, syntaxHighlighting, type StringStream } from '@codemirror/language'
import { tags } from '@lezer/highlight'

const reserved = new Set('step if else parallel branch for in var set return stop fail on and or not true false missing'.split(' '))
const declares = new Set('use dataset model pipeline form activity'.split(' '))

interface Reading {
  depth: number
}

/** Colours as soon as a letter is typed; what names mean is coloured by the language server a moment later. */
export const dlflow = StreamLanguage.define<Reading>({
  name: 'dlflow',
  startState: () => ({ depth: 0 }),
  copyState: (state) => ({ ...state }),
  token: (stream, state) => word(stream, state),
  indent: (state, after, { unit }) => Math.max(0, state.depth - (/^[)\]}]/.test(after) ? 1 : 0)) * unit,
  languageData: { commentTokens: { line: '//' }, closeBrackets: { brackets: ['(', '[', '{', '"'] }, indentOnInput: /^\s*[)\]}]$/ },
})

function word(stream: StringStream, state: Reading): string | null {
  if (stream.eatSpace()) return null
  if (stream.match(/^\/\/[/!].*/)) return 'docComment'
  if (stream.match(/^\/\/.*/)) return 'lineComment'
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string'
  if (stream.match(/^@\w+/)) return 'meta'
  if (stream.match(/^\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?(?:%|[a-zA-Z]+)?/)) return 'number'
  const name = stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u)
  if (Array.isArray(name)) {
    const text = name[0]!
    if (stream.peek() === ':' || !(reserved.has(text) || declares.has(text))) return null
    return declares.has(text) && stream.column() - text.length > 0 ? null : 'keyword'
  }
  const sign = stream.next()
  if (sign === '(' || sign === '[' || sign === '{') state.depth++
  if (sign === ')' || sign === ']' || sign === '}') state.depth = Math.max(0, state.depth - 1)
  return null
}

export const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.keyword, color: 'var(--code-keyword)', fontWeight: '550' },
    { tag: tags.string, color: 'var(--code-string)' },
    { tag: tags.number, color: 'var(--code-number)' },
    { tag: [tags.lineComment, tags.docComment], color: 'var(--code-comment)' },
    { tag: tags.meta, color: 'var(--code-type)' },
  ]),
)
