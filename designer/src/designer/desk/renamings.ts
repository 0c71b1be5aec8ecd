import type { Edit } from '../../api/sources'

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
  const now = (of: Renaming['of'], name: string) => since.reduce((known, renaming) => (renaming.of === of && renaming.from === known ? renaming.to : known), name)
  return { edits: edits.map((edit) => ('node' in edit && edit.node != null ? { ...edit, node: now('node', edit.node) } : edit)), pipeline: now('pipeline', pipeline) }
}

/** Edits asked for where a node is still called what it was before: what stands beside the picture follows it a moment later. */
export function asDrawn(edits: readonly Edit[], drawn: readonly { id: string }[], known: readonly Renaming[]): Edit[] {
  const isDrawn = (edit: Edit) => !('node' in edit) || drawn.some(({ id }) => id === edit.node)
  return edits.flatMap((edit) => (isDrawn(edit) ? [edit] : asNamedNow([edit], '', known).edits))
}
