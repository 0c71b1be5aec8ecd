import type { LSPClient } from '@codemirror/lsp-client'
import { uriOf } from './workspace'

interface Symbol {
  name: string
  detail?: string
  selectionRange: { start: { line: number; character: number } }
  children?: Symbol[]
}

export interface Place {
  name: string
  detail: string
  line: number
  character: number
}

/** Everything that a file names, in the order written. */
export async function outline(language: LSPClient, path: string): Promise<Place[]> {
  language.sync()
  const symbols = await language.request<unknown, Symbol[] | null>('textDocument/documentSymbol', { textDocument: { uri: uriOf(path) } })
  const flat = (among: readonly Symbol[], within: string): Place[] =>
    among.flatMap(({ name, detail, selectionRange, children }) => [{ name, detail: [detail, within].filter(Boolean).join(' · '), ...selectionRange.start }, ...flat(children ?? [], name)])
  return flat(symbols ?? [], '')
}
