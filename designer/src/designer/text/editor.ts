import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, dropCursor, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view'
import { colours, dlflow } from './dlflow'
import { ghost, picked } from './ghost'

/** How every text of the language is edited; the desk adds what this one file needs. */
export const editing = (path: string): Extension => [
  lineNumbers(),
  highlightActiveLineGutter(),
  history({ newGroupDelay: 400, minDepth: 1000 }),
  drawSelection(),
  dropCursor(),
  EditorState.allowMultipleSelections.of(true),
  EditorView.perLineTextDirection.of(true),
  EditorView.lineWrapping,
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  autocompletion({ icons: false }),
  highlightActiveLine(),
  highlightSelectionMatches(),
  indentUnit.of('    '),
  EditorState.tabSize.of(4),
  dlflow,
  colours,
  ghost,
  picked,
  lintGutter(),
  EditorView.contentAttributes.of({ 'aria-label': `Text of ${path}`, tabindex: '0', spellcheck: 'false', autocapitalize: 'off' }),
  keymap.of([...closeBracketsKeymap, ...searchKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
]
