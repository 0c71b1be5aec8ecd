import { queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from './client'

export type Picture = Schemas['Picture']
export type PictureNode = Schemas['PictureNode']
export type PictureEdge = Schemas['PictureEdge']

export const definitions = () => queryOptions({ queryKey: ['definitions'], queryFn: () => answer(api.GET('/api/v1/definitions')) })

/** Every pipeline of a published definition as a graph; it never changes. */
export const picturesOf = (hash: string) =>
  queryOptions({
    queryKey: ['pictures', hash],
    queryFn: () => answer(api.GET('/api/v1/definitions/{hash}/pictures', { params: { path: { hash } } })),
    staleTime: Infinity,
    gcTime: Infinity,
  })
