import { StateEffect, StateField, type EditorState } from '@codemirror/state'
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view'

/** Where a line would come, and what it would say. */
export interface Ghost {
  at: number
  text: string
}

export const showGhost = StateEffect.define<Ghost | null>()
export const showPicked = StateEffect.define<{ from: number; to: number }[]>()

class GhostLine extends WidgetType {
  constructor(private readonly text: string) {
    super()
  }

  override eq(other: GhostLine) {
    return other.text === this.text
  }

  toDOM() {
    const line = document.createElement('div')
    line.className = 'cm-ghost'
    line.textContent = this.text
    line.setAttribute('aria-hidden', 'true')
    return line
  }
}

/** The line that an edit of the picture would become, while it is only considered. */
export const ghost = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, transaction) => {
    for (const effect of transaction.effects)
      if (effect.is(showGhost)) return effect.value ? Decoration.set(Decoration.widget({ widget: new GhostLine(effect.value.text), block: true, side: -1 }).range(lineStart(transaction.state, effect.value.at))) : Decoration.none
    return transaction.docChanged ? Decoration.none : shown
  },
  provide: (field) => EditorView.decorations.from(field),
})

const lineStart = (state: EditorState, at: number) => state.doc.lineAt(Math.min(at, state.doc.length)).from

const pickedLine = Decoration.line({ class: 'cm-picked' })

/** The lines of what is selected on the picture. */
export const picked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, transaction) => {
    for (const effect of transaction.effects) if (effect.is(showPicked)) return lines(transaction.state, effect.value)
    return shown.map(transaction.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

function lines(state: EditorState, extents: readonly { from: number; to: number }[]): DecorationSet {
  const starts = new Set<number>()
  for (const { from, to } of extents)
    for (let at = state.doc.lineAt(Math.min(from, state.doc.length)); ; at = state.doc.line(at.number + 1)) {
      starts.add(at.from)
      if (at.to >= Math.min(to, state.doc.length) || at.number === state.doc.lines) break
    }
  return Decoration.set([...starts].sort((a, b) => a - b).map((start) => pickedLine.range(start)))
}
