import type { LSPClient } from '@codemirror/lsp-client'
import { Text } from '@codemirror/state'
import type { Desk } from '../desk/Desk'
import type { OtherText } from '../desk/other-texts'
import { pathOf, uriOf } from './workspace'

interface LspEdit {
  range: Record<'start' | 'end', { line: number; character: number }>
  newText: string
}

const offset = (doc: Text, { line, character }: { line: number; character: number }) => {
  const of = doc.line(Math.min(line + 1, doc.lines))
  return Math.min(of.from + character, of.to)
}

const changesIn = (doc: Text, edits: readonly LspEdit[]) => edits.map(({ range, newText }) => ({ from: offset(doc, range.start), to: offset(doc, range.end), insert: newText }))

/** Renames what stands at a place wherever the project names it, also in files that are not open: those are held as unsaved. */
export async function renameAt(desk: Desk, language: LSPClient, at: number, name: string): Promise<void> {
  const doc = desk.view.state.doc
  const line = doc.lineAt(at)
  language.sync()
  const answer = await language.request<unknown, { changes?: Record<string, LspEdit[]> } | null>('textDocument/rename', {
    textDocument: { uri: uriOf(desk.path) },
    position: { line: line.number - 1, character: at - line.from },
    newName: name,
  })
  if (!answer?.changes) throw new Error('There is no name here that can be renamed.')
  const own: { from: number; to: number; insert: string }[] = []
  const others: OtherText[] = []
  for (const [uri, edits] of Object.entries(answer.changes)) {
    const path = pathOf(uri)
    if (path === desk.path) own.push(...changesIn(doc, edits))
    else {
      const before = await desk.bases.load(path)
      others.push({ path, before, after: applied(before, edits) })
    }
  }
  if (desk.view.state.doc !== doc) throw new Error('The text has changed meanwhile; rename again.')
  desk.changeAll(own, others)
}

function applied(text: string, edits: readonly LspEdit[]): string {
  let result = text
  for (const { from, to, insert } of changesIn(Text.of(text.split('\n')), edits).toSorted((a, b) => b.from - a.from)) result = result.slice(0, from) + insert + result.slice(to)
  return result
}
