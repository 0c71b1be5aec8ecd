import { isolateHistory, redo, redoDepth, undo, undoDepth } from '@codemirror/commands'
import { setDiagnostics, type Diagnostic } from '@codemirror/lint'
import type { LSPClient } from '@codemirror/lsp-client'
import { Annotation, ChangeSet, EditorState, type ChangeSpec, type Text } from '@codemirror/state'
import { EditorView, type ViewUpdate } from '@codemirror/view'
import { Problem } from '../../api/problem'
import { drawSource, editSource, type Drawing, type DrawnPicture, type Edit, type EditAnswer, type Extent, type Finding, type Fix, type PipelineDetails, type SourceFile } from '../../api/sources'
import { sameNodes } from '../../pictures/same-nodes'
import { editing } from '../text/editor'
import { showGhost, showPicked, type Ghost } from '../text/ghost'
import { minimalChange } from '../text/minimal-change'
import { uriOf } from '../text/workspace'
import { Bases } from './bases'
import { identitiesAfter } from './identities'
import { otherTexts, undoOtherTexts, type OtherText } from './other-texts'
import { asDrawn, asNamedNow, renamingOf, type Renaming } from './renamings'
import { steady } from './steady'
import { Store } from './store'

export interface DeskState {
  /** What the text draws, as the server last said; null until it has. */
  drawing: Drawing | null
  /** The pipeline that is shown; null where the text has none. */
  pipeline: string | null
  /** Its picture: of the text as it stands, or of the last text that could be read. */
  picture: DrawnPicture | null
  details: PipelineDetails | null
  /** What a node stays while it is given other names; its id where it has had none. */
  identities: ReadonlyMap<string, string>
  /** Edits of the picture are under way. */
  working: boolean
  /** The picture is of an earlier text: the one that stands cannot be read. */
  behind: boolean
  /** The server does not answer; what is typed is kept. */
  away: boolean
  selected: readonly string[]
  /** The id of the edge that is selected. */
  edge: string | null
  /** It is not what is saved. */
  unsaved: boolean
  /** The browser has no room to keep it. */
  unkept: boolean
  undoable: boolean
  redoable: boolean
}

const patience = 1500 // milliseconds before a server that is away is asked again

const fromPicture = Annotation.define<boolean>()

/** One file on the desk: its text, what it draws, what is selected in both. The text is the truth; an edit of the picture is sent to the server and comes back as an edit of the text. */
export class Desk {
  readonly store: Store<DeskState>
  readonly view: EditorView
  readonly bases: Bases
  private readonly good = new Map<string, DrawnPicture>()
  private readonly renames: Renaming[] = []
  private waiting = 0
  /** How often a person has chosen what is shown or selected, or to stay there. */
  private choices = 0
  /** The cursor has moved with what was typed since the last drawing. */
  private typed = false
  private sinceDrawn: ChangeSet
  private readonly inFlight = new Set<{ meanwhile: ChangeSet }>()
  private edits: Promise<unknown> = Promise.resolve()
  private drawn: Text | undefined
  private asking = false
  private timer: ReturnType<typeof setTimeout> | undefined
  private ended = false

  constructor(
    readonly path: string,
    saved: SourceFile,
    language: LSPClient,
    /** Says in passing what could not be done. */
    readonly tell: (text: string) => void,
  ) {
    this.bases = new Bases(saved)
    const text = this.bases.textOf(path)
    this.store = new Store<DeskState>({
      drawing: null, pipeline: null, picture: null, details: null, identities: new Map(), working: false, behind: false, away: false, selected: [], edge: null,
      unsaved: this.bases.changed(path), unkept: false, undoable: false, redoable: false,
    })
    this.view = new EditorView({
      state: EditorState.create({ doc: text, extensions: [editing(path), undoOtherTexts, language.plugin(uriOf(path), 'dlflow'), EditorView.updateListener.of((update) => this.updated(update))] }),
    })
    this.sinceDrawn = ChangeSet.empty(this.view.state.doc.length)
    void this.draw()
  }

  get text(): string {
    return this.view.state.doc.toString()
  }

  end(): void {
    this.ended = true
    clearTimeout(this.timer)
    this.bases.end()
    this.view.destroy()
  }

  undo = (): boolean => undo(this.view)
  redo = (): boolean => redo(this.view)

  // ---- edits of the picture

  /** Does edits of the shown pipeline, one after the other, as one step to undo. False where the server refused, and said why. */
  edit(...edits: Edit[]): Promise<boolean> {
    const { pipeline, picture } = this.store.get()
    const asked = { renames: this.renames.length, choices: this.choices, pipeline: pipeline ?? '' }
    const wanted = asDrawn(edits, picture?.nodes ?? [], this.renames)
    const done = this.edits.then(() => this.apply(wanted, asked))
    this.edits = done
    this.store.set({ working: ++this.waiting > 0 })
    return done.finally(() => this.store.set({ working: --this.waiting > 0 }))
  }

  /** What an edit would write, without writing it. */
  async preview(edit: Edit): Promise<void> {
    const doc = this.view.state.doc
    const answer = await this.ask([edit], this.store.get().pipeline ?? '').catch(() => null)
    const change = answer?.changes.find((one) => one.path === this.path)?.edits[0]
    if (change && this.view.state.doc === doc) this.ghost({ at: change.start, text: change.text.trim() })
  }

  ghost(line: Ghost | null): void {
    this.view.dispatch({ effects: [showGhost.of(line), ...(line ? [EditorView.scrollIntoView(Math.min(line.at, this.view.state.doc.length), { y: 'nearest', yMargin: 80 })] : [])] })
  }

  /** Puts another text in the place of this one, changing only what differs. */
  replace(text: string): void {
    const change = minimalChange(this.text, text)
    if (change) this.change(change)
  }

  change(changes: ChangeSpec): void {
    this.view.dispatch({ changes, annotations: isolateHistory.of('full'), userEvent: 'input.picture' })
  }

  /** One step to undo, here and in other files. */
  changeAll(changes: ChangeSpec, others: OtherText[]): void {
    this.view.dispatch({ changes, effects: others.length > 0 ? [otherTexts.of(others)] : [], annotations: isolateHistory.of('full'), userEvent: 'rename' })
  }

  /** What was sent to the server is saved there now. */
  saved(path: string, version: string, text: string): void {
    this.bases.saved(path, version, text)
    this.store.set({ unsaved: this.bases.changed(this.path), unkept: this.bases.unkept })
  }

  mend(fix: Fix): void {
    if (!this.sinceDrawn.empty) return
    this.change(fix.edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text })))
  }

  /** The files that are not saved, as they stand. */
  texts(): Record<string, string> {
    return { ...this.bases.texts(), [this.path]: this.text }
  }

  // ---- what is shown and selected

  show(pipeline: string): void {
    const { drawing } = this.store.get()
    if (!drawing) return
    this.choices++
    this.set(drawing, pipeline, [])
  }

  /** @param scroll Whether the text goes to where they are written. */
  select(selected: readonly string[], scroll = true): void {
    this.choices++
    this.mark(selected, scroll)
  }

  /** A person is at work on what is selected: an edit that is under way does not select something else. */
  stay(): void {
    this.choices++
  }

  private mark(wanted: readonly string[], scroll = true): void {
    const selected = steady(this.store.get().selected, wanted)
    this.store.set({ selected, edge: null })
    const nodes = this.written()?.nodes.filter((node) => selected.includes(node.id)) ?? []
    this.pick(nodes.flatMap((node) => (node.extent ? [node.extent] : [])), scroll)
  }

  selectEdge(edge: string | null): void {
    const drawn = this.written()?.edges.find((one) => one.to.some((to) => edge === `${one.from} ${one.outcome} ${to.split('.')[0]}`))
    this.choices++
    this.store.set({ edge, selected: steady(this.store.get().selected, []) })
    this.pick(drawn?.extent ? [drawn.extent] : [], true)
  }

  /** @param drawn Whether the place is one of the text that was drawn last, rather than of the text as it stands. */
  goTo(extent: Extent, drawn = true): void {
    const { from, to } = drawn ? this.now(extent) : { from: extent.start, to: extent.end }
    this.view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true })
    this.view.focus()
  }

  private pick(extents: readonly Extent[], scroll: boolean): void {
    const ranges = extents.map((extent) => this.now(extent))
    const first = ranges[0]
    this.view.dispatch({ effects: [showPicked.of(ranges), ...(scroll && first ? [EditorView.scrollIntoView(first.from, { y: 'nearest', yMargin: 60 })] : [])] })
  }

  /** The shown pipeline as the text has it now: the picture may be an earlier one of the same shape. */
  private written(): DrawnPicture | undefined {
    const { drawing, pipeline } = this.store.get()
    return drawing?.pictures.find((one) => one.pipeline === pipeline)
  }

  /** The text of a node's statement. */
  textOf(node: string): string | null {
    const extent = this.written()?.nodes.find((one) => one.id === node)?.extent
    if (!extent) return null
    const { from, to } = this.now(extent)
    return this.view.state.sliceDoc(from, to)
  }

  private now({ start, end }: Extent): { from: number; to: number } {
    const within = (at: number) => Math.min(at, this.sinceDrawn.length)
    return { from: this.sinceDrawn.mapPos(within(start)), to: this.sinceDrawn.mapPos(within(end), -1) }
  }

  // ---- text and server

  private updated(update: ViewUpdate): void {
    for (const transaction of update.transactions)
      for (const effect of transaction.effects) if (effect.is(otherTexts)) for (const other of effect.value) this.bases.put(other.path, other.after)
    if (update.docChanged) {
      this.sinceDrawn = this.sinceDrawn.compose(update.changes)
      for (const waiting of this.inFlight) waiting.meanwhile = waiting.meanwhile.compose(update.changes)
      this.bases.put(this.path, this.text)
      // Asked for before anything is drawn again here: the server works meanwhile.
      if (!update.transactions.some((one) => one.annotation(fromPicture))) void this.draw()
      this.store.set({ unsaved: this.bases.changed(this.path), unkept: this.bases.unkept, undoable: undoDepth(update.state) > 0, redoable: redoDepth(update.state) > 0 })
    }
    if (!update.selectionSet || !update.view.hasFocus || update.transactions.some((one) => one.annotation(fromPicture))) return
    // What is being typed is a node once it is drawn.
    if (update.docChanged) this.typed = true
    else this.follow(update.state.selection.main.head)
  }

  /** Selects on the picture what the cursor stands in. While a pipeline is being written and cannot be read, the one that is shown stays. */
  private follow(at: number, typing = false): void {
    const { drawing, pipeline } = this.store.get()
    const around = (extent: Extent | null | undefined) => {
      if (!extent) return false
      const { from, to } = this.now(extent)
      return from <= at && at <= to
    }
    const shown = drawing?.pipelines.find((one) => around(one.extent))?.name
    if (!drawing || !shown || (typing && shown !== pipeline && drawing.broken.includes(shown))) return
    const nodes = drawing.pictures.find((one) => one.pipeline === shown)?.nodes.filter((node) => around(node.extent)) ?? []
    const inner = nodes.toSorted((a, b) => a.extent!.length - b.extent!.length)[0]
    if (shown !== pipeline) this.set(drawing, shown, [])
    this.select(inner ? [inner.id] : [], false)
  }

  /** One drawing is asked for at a time; what is typed meanwhile is drawn right after it. */
  private async draw(): Promise<void> {
    const doc = this.view.state.doc
    if (this.asking || this.ended || this.drawn === doc) return
    clearTimeout(this.timer)
    this.asking = true
    const flight = { meanwhile: ChangeSet.empty(doc.length) }
    let goesOn = false
    this.inFlight.add(flight)
    try {
      const drawing = await drawSource(this.path, this.texts())
      if (this.ended) return
      // An edit of the picture may have been answered first, with a drawing of a later text.
      if (this.drawn !== this.view.state.doc) {
        this.accept(drawing, doc, flight.meanwhile)
        if (this.typed && this.view.hasFocus) this.follow(this.view.state.selection.main.head, true)
      }
      goesOn = !flight.meanwhile.empty
      this.typed &&= goesOn
    } catch (error) {
      if (this.ended) return
      if (error instanceof Problem && error.passing) {
        this.store.set({ away: true })
        this.timer = setTimeout(() => void this.draw(), patience)
      } else {
        this.tell(error instanceof Error ? error.message : String(error))
        goesOn = !flight.meanwhile.empty
      }
    } finally {
      this.asking = false
      this.inFlight.delete(flight)
      if (goesOn) void this.draw()
    }
  }

  /** @param meanwhile What has changed since the text that is drawn. */
  private accept(drawing: Drawing, doc: Text, meanwhile: ChangeSet, selection?: EditAnswer['selection']): void {
    this.drawn = doc
    this.sinceDrawn = meanwhile
    const { pipeline, selected } = this.store.get()
    this.set(drawing, selection?.pipeline ?? pipeline, selection?.node ? [selection.node] : selected)
    const own = drawing.diagnostics.filter((finding) => finding.path === this.path)
    this.view.dispatch(setDiagnostics(this.view.state, own.map((finding) => this.underline(finding))))
    if (selection?.node) this.mark([selection.node])
  }

  private set(drawing: Drawing, wanted: string | null, selected: readonly string[]): void {
    const now = drawing.pictures.find((one) => one.pipeline === wanted) ?? drawing.pictures[0]
    const name = now?.pipeline ?? (drawing.reads ? null : wanted)
    for (const picture of drawing.pictures) if (!drawing.broken.includes(picture.pipeline) || !this.good.has(picture.pipeline)) this.good.set(picture.pipeline, picture)
    const behind = !drawing.reads && name !== null && (now === undefined || drawing.broken.includes(name))
    const picture = (behind ? this.good.get(name!) : now) ?? null
    const { drawing: last, picture: before, selected: chosen, edge, identities } = this.store.get()
    const same = picture && before?.pipeline === picture.pipeline ? sameNodes(before.nodes, picture.nodes) : undefined
    const renamed = (id: string) => same?.get(id) ?? id
    this.store.set({
      drawing: { ...drawing, callables: steady(last?.callables, drawing.callables) },
      pipeline: name,
      // A picture that is the same stays the same, so that nothing is laid out or drawn for a word in a comment.
      picture: picture && before && sameShape(picture, before) ? before : picture,
      details: drawing.pipelines.find((one) => one.name === name) ?? null,
      identities: picture ? identitiesAfter(same ? identities : new Map(), same ?? new Map(), picture.nodes.map((node) => node.id)) : identities,
      behind,
      away: false,
      // What is selected stays so under another name.
      selected: steady(
        chosen,
        selected.map((id) => (picture?.nodes.some((node) => node.id === id) ? id : renamed(id))).filter((id) => picture?.nodes.some((node) => node.id === id)),
      ),
      edge: edge && edge.split(' ').map((part, at) => (at === 1 ? part : renamed(part))).join(' '),
    })
  }

  private underline({ extent, severity, message, code, fixes }: Finding): Diagnostic {
    const { from, to } = this.now(extent)
    return { from, to: Math.min(Math.max(to, from + 1), this.view.state.doc.length), severity, source: code, message, actions: fixes.map((fix) => ({ name: fix.title, apply: () => this.mend(fix) })) }
  }

  private ask(edits: Edit[], pipeline: string): Promise<EditAnswer> {
    return editSource({ path: this.path, pipeline, texts: this.texts(), edits })
  }

  /** @param asked What was shown, called and chosen when the edits were asked for. */
  private async apply(wanted: Edit[], asked: { renames: number; choices: number; pipeline: string }): Promise<boolean> {
    const { edits, pipeline } = asNamedNow(wanted, asked.pipeline, this.renames.slice(asked.renames))
    const doc = this.view.state.doc
    const flight = { meanwhile: ChangeSet.empty(doc.length) }
    this.inFlight.add(flight)
    try {
      const answer = await this.ask(edits, pipeline)
      const others = await Promise.all(answer.changes.filter((one) => one.path !== this.path).map(async ({ path, text }): Promise<OtherText> => ({ path, before: await this.bases.load(path), after: text })))
      const own = answer.changes.find((one) => one.path === this.path)?.edits ?? []
      const changes = ChangeSet.of(own.map(({ start, end, text }) => ({ from: start, to: end, insert: text })), doc.length)
      const typed = !flight.meanwhile.empty
      this.renames.push(...edits.flatMap((edit) => renamingOf(edit, pipeline)))
      this.view.dispatch({
        changes: typed ? changes.map(flight.meanwhile) : changes,
        effects: others.length > 0 ? [otherTexts.of(others)] : [],
        annotations: [isolateHistory.of('full'), fromPicture.of(true)],
        userEvent: 'input.picture',
      })
      if (typed) void this.draw()
      else this.accept(answer.drawing, this.view.state.doc, ChangeSet.empty(this.view.state.doc.length), this.stillWanted(answer.selection, asked.choices, pipeline))
      return true
    } catch (error) {
      this.tell(error instanceof Error ? error.message : String(error))
      return false
    } finally {
      this.inFlight.delete(flight)
    }
  }

  /** What an edit selects; what a person has selected since stays selected. */
  private stillWanted(selection: EditAnswer['selection'], choices: number, pipeline: string): EditAnswer['selection'] {
    if (!selection || this.choices === choices) return selection
    return this.store.get().pipeline === pipeline ? { ...selection, node: null } : null
  }
}

const shape = ({ nodes, edges, entries }: DrawnPicture) =>
  JSON.stringify([nodes.map(({ extent, name_extent: _, span: __, ...node }) => [node, extent != null]), edges.map(({ extent: _, span, ...edge }) => [edge, span != null]), entries])

const sameShape = (a: DrawnPicture, b: DrawnPicture) => a.pipeline === b.pipeline && shape(a) === shape(b)
