import { LSPPlugin } from '@codemirror/lsp-client'
import { RangeSetBuilder, StateEffect, StateField, type Text } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'

const quiet = 250 // milliseconds without typing before names are coloured again

const setTokens = StateEffect.define<DecorationSet>()

const shown = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (tokens, transaction) => {
    for (const effect of transaction.effects) if (effect.is(setTokens)) return effect.value
    return tokens.map(transaction.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** Colours names by what they mean, as the language server says. */
export const semanticTokens = [
  shown,
  ViewPlugin.fromClass(
    class {
      private timer: ReturnType<typeof setTimeout> | undefined

      constructor(private readonly view: EditorView) {
        this.later(0)
      }

      update(update: ViewUpdate) {
        if (update.docChanged) this.later(quiet)
      }

      destroy() {
        clearTimeout(this.timer)
      }

      private later(after: number) {
        clearTimeout(this.timer)
        this.timer = setTimeout(() => void this.ask(), after)
      }

      private async ask() {
        const plugin = LSPPlugin.get(this.view)
        if (!plugin) return
        const { client, uri } = plugin
        const legend = await client.initializing.then(
          () => client.serverCapabilities?.semanticTokensProvider?.legend,
          () => undefined,
        )
        if (!legend) return
        client.sync()
        const doc = this.view.state.doc
        // Colours are not worth a message: whatever is asked next says that the server is away.
        const found = await client.request<unknown, { data: number[] } | null>('textDocument/semanticTokens/full', { textDocument: { uri } }).catch(() => null)
        if (found && this.view.state.doc === doc) this.view.dispatch({ effects: setTokens.of(decorate(doc, found.data, legend.tokenTypes)) })
      }
    },
  ),
]

/** Five numbers a token, each counted from the one before. */
export function decorate(doc: Text, data: readonly number[], kinds: readonly string[]): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>()
  let line = 0
  let character = 0
  for (let at = 0; at + 4 < data.length; at += 5) {
    const [down, right, length, kind] = data.slice(at, at + 4) as [number, number, number, number]
    character = down > 0 ? right : character + right
    line += down
    if (line >= doc.lines) break
    const of = doc.line(line + 1)
    const from = Math.min(of.from + character, of.to)
    const to = Math.min(from + length, of.to)
    if (to > from) marks.add(from, to, Decoration.mark({ class: `tok-${kinds[kind] ?? 'none'}` }))
  }
  return marks.finish()
}
