import { sourceFile, type SourceFile } from '../../api/sources'
import { drafts } from './drafts'

const pause = 250 // milliseconds without a change before a text is kept

/** Texts that are not saved, each with what it began from. */
export class Bases {
  private readonly bases = new Map<string, SourceFile>()
  private readonly now = new Map<string, string>()
  private readonly waiting = new Set<string>()
  private timer: ReturnType<typeof setTimeout> | undefined
  unkept = false

  /** @param saved The file that is open, as the server has it. */
  constructor(saved: SourceFile) {
    for (const path of drafts.paths()) {
      const draft = drafts.read(path)
      if (draft) this.remember({ path, version: draft.version, text: draft.base }, draft.text)
    }
    if (!this.changed(saved.path)) this.remember(saved, saved.text)
    addEventListener('pagehide', this.keep)
  }

  textOf = (path: string): string => this.now.get(path) ?? ''

  baseOf = (path: string): SourceFile | undefined => this.bases.get(path)

  changed = (path: string): boolean => this.bases.has(path) && this.now.get(path) !== this.bases.get(path)!.text

  /** What is not saved, the paths in order. */
  unsaved = (): string[] => [...this.bases.keys()].filter(this.changed).sort()

  texts = (): Record<string, string> => Object.fromEntries(this.unsaved().map((path) => [path, this.now.get(path)!]))

  /** A file's text as it stands, from the server where nobody has changed it here. */
  async load(path: string): Promise<string> {
    if (!this.bases.has(path) || !this.changed(path)) {
      const saved = await sourceFile(path)
      this.remember(saved, saved.text)
    }
    return this.textOf(path)
  }

  put(path: string, text: string): void {
    this.now.set(path, text)
    this.waiting.add(path)
    clearTimeout(this.timer)
    this.timer = setTimeout(this.keep, pause)
  }

  /** What is saved now; what was typed since then stays unsaved. */
  saved(path: string, version: string, text: string): void {
    this.bases.set(path, { path, version, text })
    this.waiting.add(path)
    this.keep()
  }

  keep = (): void => {
    clearTimeout(this.timer)
    for (const path of this.waiting) {
      const base = this.bases.get(path)
      if (!base) continue
      if (this.changed(path)) this.unkept = !drafts.write(path, { text: this.now.get(path)!, base: base.text, version: base.version })
      else drafts.forget(path)
    }
    this.waiting.clear()
  }

  end(): void {
    removeEventListener('pagehide', this.keep)
    this.keep()
  }

  private remember(base: SourceFile, text: string): void {
    this.bases.set(base.path, base)
    this.now.set(base.path, text)
  }
}
