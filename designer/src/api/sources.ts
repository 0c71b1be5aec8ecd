import { queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from './client'
import { Problem } from './problem'

/** Where something stands in a text, in UTF-16 units; `end` is behind it. */
export type Extent = Schemas['TextSpan']
export type ListedSource = Schemas['SourceList']['files'][number]
export type SourceFile = Schemas['SourceFile']
export type TypeTree = Schemas['TypeView']
export type Input = Schemas['InputView']
export type Port = Schemas['PicturePort']
export type DrawnPicture = Schemas['Picture']
export type DrawnNode = Schemas['PictureNode']
export type Fix = Schemas['Fix']
export type Finding = Schemas['FindingView']
export type Argument = Schemas['ArgumentDetails']
export type NodeDetails = Schemas['NodeDetails']
export type PipelineDetails = Schemas['PipelineView']
export type Callable = Schemas['CallableView']
export type SettingKind = Schemas['SettingKind']
/** What a text draws. */
export type Drawing = Schemas['DrawingView']
export type EditAnswer = Schemas['EditedView']
export type Activity = Schemas['ActivityView']
export type Catalog = Schemas['CatalogView']
export type Conflict = Schemas['Conflict']
export type SourceDiff = Schemas['DiffView']

/** A request of a kind, which it always names. */
type Named<T, Name extends string> = T extends { [key in Name]?: infer Kind } ? Omit<T, Name> & { [key in Name]: NonNullable<Kind> } : never

export type Where = Named<Schemas['Where'], 'at'>

type PlainEdit = Named<Schemas['EditRequest'], 'kind'>
/** A change of the picture. */
export type Edit = PlainEdit extends infer One ? (One extends { where: unknown } ? Omit<One, 'where'> & { where: Where } : One) : never

export type BlockKind = 'if' | 'parallel' | 'for' | 'return' | 'fail' | 'stop' | 'set' | 'var'

/** Saving found that somebody else has saved meanwhile. */
export class Overtaken extends Error {
  constructor(
    message: string,
    readonly conflicts: readonly Conflict[],
  ) {
    super(message)
    this.name = 'Overtaken'
  }
}

export const sourceKeys = { all: ['sources'] as const, versions: (path: string) => ['sources', 'versions', path] as const }

export const sources = () => queryOptions({ queryKey: sourceKeys.all, queryFn: () => answer(api.GET('/api/v1/sources')), staleTime: 0 })

/** What steps can call; it changes with the server only. */
export const catalog = () => queryOptions({ queryKey: ['catalog'], queryFn: () => answer(api.GET('/api/v1/sources/catalog')), staleTime: Infinity })

export const versions = (path: string) =>
  queryOptions({ queryKey: sourceKeys.versions(path), queryFn: () => answer(api.GET('/api/v1/sources/versions', { params: { query: { path, limit: 50 } } })), staleTime: 0 })

/** How two texts of a file differ, each a version or a text. */
export const diff = (path: string, before: Schemas['DiffSide'], after: Schemas['DiffSide']) =>
  queryOptions({ queryKey: ['sources', 'diff', path, before, after], queryFn: () => answer(api.POST('/api/v1/sources/diff', { body: { path, before, after } })), staleTime: 0 })

export const sourceFile = (path: string): Promise<SourceFile> => answer(api.GET('/api/v1/sources/file', { params: { query: { path } } }))
export const sourceVersion = (path: string, id: string) => answer(api.GET('/api/v1/sources/version', { params: { query: { path, id } } }))
export const createSource = (body: Schemas['CreateSourceRequest']) => answer(api.POST('/api/v1/sources/file', { body }))
export const renameSource = (body: Schemas['RenameSourceRequest']) => answer(api.POST('/api/v1/sources/rename', { body }))
export const deleteSource = (body: Schemas['DeleteSourceRequest']) => answer(api.POST('/api/v1/sources/delete', { body }))
export const drawSource = (path: string, texts: Record<string, string>): Promise<Drawing> => answer(api.POST('/api/v1/sources/drawing', { body: { path, texts } }))
export const editSource = (body: { path: string; pipeline?: string; texts: Record<string, string>; edits: Edit[] }): Promise<EditAnswer> => answer(api.POST('/api/v1/sources/edit', { body }))
export const publishSource = (body: Schemas['PublishRequest']) => answer(api.POST('/api/v1/definitions', { body }))

/** All files or none; throws what others have saved meanwhile. */
export async function saveSources(body: Schemas['SaveRequest']): Promise<Schemas['SavedView']> {
  const request = await api.POST('/api/v1/sources/save', { body }).catch(() => {
    throw Problem.unreachable()
  })
  const told = request.error as { detail?: string; conflicts?: Conflict[] } | undefined
  if (told?.conflicts) throw new Overtaken(told.detail ?? '', told.conflicts)
  return answer(Promise.resolve(request))
}

interface Starts {
  definition: string
  pipeline: string
  arguments: Record<string, unknown>
  as: string
}

export const activatePipeline = (body: Starts) => answer(api.POST('/api/v1/activations', { body: body as unknown as Schemas['ActivationRequest'] }))
export const startPipeline = (body: Starts) => answer(api.POST('/api/v1/instances', { body: body as unknown as Schemas['StartRequest'] }))
