/** What was typed and is not saved: the text, and the text and version that it began from. */
export interface Draft {
  text: string
  base: string
  version: string
}

const prefix = 'deepflow.source.'

/** Texts that are not saved yet, in this browser; a reload, a crash or a server that is away loses none. */
export const drafts = {
  read(path: string): Draft | null {
    const kept = localStorage.getItem(prefix + path)
    if (kept === null) return null
    try {
      const draft = JSON.parse(kept) as Partial<Draft> | null
      return typeof draft?.text === 'string' && typeof draft.base === 'string' && typeof draft.version === 'string' ? (draft as Draft) : null
    } catch {
      return null // written by something else
    }
  },

  /** False where the browser has no room for it. */
  write(path: string, draft: Draft): boolean {
    try {
      localStorage.setItem(prefix + path, JSON.stringify(draft))
      return true
    } catch {
      return false
    }
  },

  forget: (path: string) => localStorage.removeItem(prefix + path),

  paths: (): string[] =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
      .sort(),

  /** The unsaved texts by their paths. */
  texts: (): Record<string, string> => Object.fromEntries(drafts.paths().flatMap((path) => { const draft = drafts.read(path); return draft ? [[path, draft.text]] : [] })),
}
