import type { Edit, Where } from '../../api/sources'

/** Something that an edit has given another name: a node, or the pipeline itself. */
export interface Renaming {
  of: 'node' | 'pipeline'
  from: string
  to: string
}

export function renamingOf(edit: Edit, pipeline: string): Renaming[] {
  if (edit.kind === 'rename') return [{ of: 'node', from: edit.node, to: edit.name }]
  return edit.kind === 'rename_pipeline' ? [{ of: 'pipeline', from: pipeline, to: edit.name }] : []
}

/** Edits as they were asked for, of what has got other names meanwhile. */
export function asNamedNow(edits: readonly Edit[], pipeline: string, since: readonly Renaming[]): { edits: Edit[]; pipeline: string } {
  return { edits: edits.map((edit) => naming(edit, (name) => nameNow(since, 'node', name))), pipeline: nameNow(since, 'pipeline', pipeline) }
}

/** Edits asked for where a node is still called what it was before: what stands beside the picture follows it a moment later. */
export function asDrawn(edits: readonly Edit[], drawn: readonly { id: string }[], known: readonly Renaming[]): Edit[] {
  const isDrawn = (name: string) => drawn.some(({ id }) => id === name)
  return edits.map((edit) => naming(edit, (name) => (isDrawn(name) ? name : nameNow(known, 'node', name))))
}

function nameNow(since: readonly Renaming[], of: Renaming['of'], name: string): string {
  return since.reduce((known, renaming) => (renaming.of === of && renaming.from === known ? renaming.to : known), name)
}

const PLACES = ['node', 'first', 'last', 'target', 'then', 'block', 'from', 'to'] as const

/** The edit, with each name of a node that it holds put through `named`. */
function naming(edit: Edit, named: (name: string) => string): Edit {
  const renamed = <T extends object>(one: T): T => {
    const names = one as Partial<Record<(typeof PLACES)[number], string | null>>
    return { ...one, ...Object.fromEntries(PLACES.flatMap((place) => (names[place] == null ? [] : [[place, named(names[place])]]))) }
  }
  const whole = renamed(edit)
  return 'where' in whole ? { ...whole, where: renamed<Where>(whole.where) } : whole
}
