import { queryOptions } from '@tanstack/react-query'
import type { Schemas } from './client'
import type { Picture, PictureEdge, PictureNode } from './definitions'
import { Problem } from './problem'

/** Where something stands in a text, in UTF-16 units; `end` is behind it. */
export interface Extent {
  start: number
  length: number
  end: number
}

export interface TextEdit {
  start: number
  end: number
  text: string
}

export interface SourceInfo {
  path: string
  version: string
  size: number
  modified_at: string
  pipelines: string[]
}

export interface Sources {
  keeps: 'repository' | 'own'
  branch?: string
  files: SourceInfo[]
}

export interface SourceFile {
  path: string
  /** What the text is called: two texts that are the same have the same version. */
  version: string
  text: string
}

export interface TypeTree {
  kind: Schemas['TypeKind']
  /** As it is written. */
  text: string
  optional?: boolean
  members?: string[]
  item?: TypeTree
  fields?: { name: string; type: TypeTree }[]
  name?: string
}

export interface Input {
  name: string
  type: TypeTree
  required: boolean
  default?: string
  minimum?: number
  maximum?: number
  documentation?: string
}

export interface Output {
  name: string
  type: TypeTree
  documentation?: string
}

export interface Port {
  outcome: string
  label?: string
  /** The flow goes on by it where nothing else is said. */
  continues: boolean
  declared: boolean
}

export type DrawnNode = Omit<PictureNode, 'extent' | 'name_extent' | 'ports'> & { extent?: Extent; name_extent?: Extent; ports?: Port[] }
export type DrawnPicture = Omit<Picture, 'nodes' | 'edges'> & { nodes: DrawnNode[]; edges: (Omit<PictureEdge, 'extent'> & { extent?: Extent })[] }

export interface Fix {
  title: string
  edits: TextEdit[]
}

export interface Finding {
  code: string
  severity: 'error' | 'warning'
  message: string
  path: string
  extent: Extent
  line: number
  column: number
  pipeline?: string
  node?: string
  fixes: Fix[]
}

export interface Argument {
  name?: string
  text: string
  extent: Extent
  literal: boolean
}

export interface NodeDetails {
  id: string
  callee?: string
  arguments: Argument[]
  settings: { kind: string; text: string; extent: Extent }[]
  parts: { part: string; text: string; extent: Extent }[]
  documentation?: string
}

export interface PipelineDetails {
  name: string
  documentation?: string
  extent: Extent
  name_extent: Extent
  parameters: Input[]
  results: Output[]
  roles: Record<string, string>
  triggers: { text: string; extent: Extent; entry?: string }[]
  parameters_text: string
  results_text?: string
  nodes: NodeDetails[]
}

export interface Callable {
  name: string
  path: string
  documentation?: string
  parameters: Input[]
  results: Output[]
  /** It can be called without a further `use`. */
  visible: boolean
}

/** What a text draws. */
export interface Drawing {
  path: string
  /** False while the text cannot be read as a whole. */
  reads: boolean
  /** Pipelines that could be read only in part. */
  broken: string[]
  pictures: DrawnPicture[]
  pipelines: PipelineDetails[]
  callables: Callable[]
  models?: { name: string; extent?: Extent }[]
  diagnostics: Finding[]
}

export type Where = { at: 'after'; node: string } | { at: 'before'; node: string } | { at: 'into'; block: string } | { at: 'edge'; from: string; outcome: string; to: string }

/** A change of the picture. */
export type Edit =
  | { kind: 'add_step'; where: Where; name?: string; callee: string; arguments?: { name: string; value: string }[] }
  | { kind: 'add_block'; where: Where; block: BlockKind; text?: string }
  | { kind: 'paste'; where: Where; text: string }
  | { kind: 'delete'; node: string }
  | { kind: 'move'; node: string; where: Where }
  | { kind: 'rename'; node: string; name: string }
  | { kind: 'set_argument'; node: string; name: string; value?: string }
  | { kind: 'set_setting'; node: string; setting: string; text?: string }
  | { kind: 'set_callee'; node: string; callee: string }
  | { kind: 'set_part'; node: string; part: string; text: string }
  | { kind: 'set_documentation'; node?: string; text?: string }
  | { kind: 'connect'; node: string; outcome: string; target: string; max?: number }
  | { kind: 'disconnect'; node: string; outcome: string; target?: string }
  | { kind: 'set_loop'; node: string; outcome: string; max?: number; then?: string }
  | { kind: 'wrap_if'; first: string; last: string; condition: string }
  | { kind: 'wrap_parallel'; first: string; last: string; any?: boolean }
  | { kind: 'wrap_for'; first: string; last: string; item: string; list: string }
  | { kind: 'unwrap'; node: string }
  | { kind: 'create_pipeline'; name: string; parameters?: string; results?: string }
  | { kind: 'rename_pipeline'; name: string }
  | { kind: 'delete_pipeline' }
  | { kind: 'set_heading'; parameters?: string; results?: string }
  | { kind: 'add_declaration'; text: string }
  | { kind: 'add_use'; path: string }

export type BlockKind = 'if' | 'parallel' | 'for' | 'return' | 'fail' | 'stop' | 'set' | 'var'

export interface EditAnswer {
  changes: { path: string; edits: TextEdit[]; text: string }[]
  selection?: { pipeline?: string; node?: string; extent?: Extent }
  drawing: Drawing
}

export interface Activity {
  name: string
  summary: string
  kind: 'job' | 'task' | 'wait' | 'inline'
  role?: string
  inputs: Input[]
  outputs: Output[]
  outcomes: { name: string; continues: boolean; label?: string }[]
  open_outcomes: boolean
}

export interface Catalog {
  stages: { stage: string; activities: Activity[] }[]
  families: { name: string; constructors: { name: string; documentation?: string; inputs: Input[] }[] }[]
  settings: { kind: string; documentation: string; example: string }[]
}

export interface Commit {
  id: string
  message: string
  author: string
  at: string
}

export interface Hunk {
  before_line: number
  after_line: number
  lines: { kind: 'same' | 'removed' | 'added'; text: string }[]
}

export interface Conflict {
  path: string
  theirs: { text?: string; version: string; commit?: Commit }
  merged?: string
  overlaps: boolean
  hunks: Hunk[]
}

type Change = 'added' | 'removed' | 'changed' | 'same' | 'moved'

export interface SourceDiff {
  hunks: Hunk[]
  added_lines: number
  removed_lines: number
  pictures: {
    pipeline: string
    change: Change
    before?: DrawnPicture
    after?: DrawnPicture
    nodes: { before?: string; after?: string; change: Change; what: string[] }[]
    edges: { change: Change; before?: PictureEdge; after?: PictureEdge }[]
  }[]
}

/** Saving found that somebody else has saved meanwhile. */
export class Overtaken extends Error {
  constructor(
    message: string,
    readonly conflicts: Conflict[],
  ) {
    super(message)
    this.name = 'Overtaken'
  }
}

async function call<T>(method: 'GET' | 'POST', path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }), ...(signal && { signal }) })
  } catch (error) {
    if (signal?.aborted) throw error
    throw Problem.unreachable()
  }
  if (response.ok) return (await response.json()) as T
  const told: unknown = await response.json().catch(() => undefined)
  const conflicts = (told as { conflicts?: Conflict[] } | undefined)?.conflicts
  const problem = Problem.of(response.status, told)
  throw conflicts ? new Overtaken(problem.message, conflicts) : problem
}

const query = (values: Record<string, string | number | undefined>) =>
  new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))).toString()

export const sourceKeys = { all: ['sources'] as const, versions: (path: string) => ['sources', 'versions', path] as const }

export const sources = () => queryOptions({ queryKey: sourceKeys.all, queryFn: () => call<Sources>('GET', '/sources'), staleTime: 0 })

export const catalog = () => queryOptions({ queryKey: ['catalog'], queryFn: () => call<Catalog>('GET', '/sources/catalog'), staleTime: Infinity })

export const versions = (path: string) =>
  queryOptions({ queryKey: sourceKeys.versions(path), queryFn: () => call<{ versions: (Commit & { version?: string })[]; more: boolean }>('GET', `/sources/versions?${query({ path, limit: 50 })}`), staleTime: 0 })

export const diff = (path: string, before: { id?: string; text?: string }, after: { id?: string; text?: string }) =>
  queryOptions({ queryKey: ['sources', 'diff', path, before, after], queryFn: () => call<SourceDiff>('POST', '/sources/diff', { path, before, after }), staleTime: 0 })

export const sourceFile = (path: string) => call<SourceFile>('GET', `/sources/file?${query({ path })}`)
export const sourceVersion = (path: string, id: string) => call<SourceFile & { id: string }>('GET', `/sources/version?${query({ path, id })}`)
export const createSource = (body: { path: string; text: string; as: string; message?: string }) => call<SourceFile>('POST', '/sources/file', body)
export const drawSource = (path: string, texts: Record<string, string>, signal?: AbortSignal) => call<Drawing>('POST', '/sources/drawing', { path, texts }, signal)
export const editSource = (body: { path: string; pipeline: string; texts: Record<string, string>; edits: Edit[] }) => call<EditAnswer>('POST', '/sources/edit', body)
export const saveSources = (body: { as: string; message: string; files: { path: string; text: string; version: string; base?: string }[] }) =>
  call<{ files: { path: string; version: string }[]; commit?: Commit }>('POST', '/sources/save', body)
export const deleteSource = (body: { path: string; version: string; as: string; message?: string }) => call<{ used_by: string[] }>('POST', '/sources/delete', body)
export const renameSource = (body: { path: string; to: string; version: string; as: string; message?: string }) => call<{ path: string; version: string; changed: string[] }>('POST', '/sources/rename', body)
export const publishSource = (body: { file: string; as: string; version?: string }) =>
  call<{ hash: string; pipelines: string[]; warnings: { file: string; line: number; column: number; code: string; message: string }[] }>('POST', '/definitions', body)
export const activatePipeline = (body: { definition: string; pipeline: string; arguments: Record<string, unknown>; as: string; name?: string }) => call<{ name: string }>('POST', '/activations', body)
export const startPipeline = (body: { definition: string; pipeline: string; arguments: Record<string, unknown>; as: string }) => call<{ id: string }>('POST', '/instances', body)
