import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from './client'

export type Experiment = Schemas['ExperimentSummary']
export type ExperimentDetail = Schemas['ExperimentDetail']
export type Trial = Schemas['ExperimentTrial']
export type MetricSeries = Schemas['MetricSeries']

export interface ExperimentFilter {
  kind?: 'tuning' | 'training'
  run?: string
}

const page = 50
const lookEvery = 2000 // milliseconds; no event tells of metrics

/** It may still learn. */
export const isUnderWay = (experiment: Experiment): boolean => ['queued', 'held', 'running'].includes(experiment.status)

export const experimentList = (filter: ExperimentFilter) =>
  infiniteQueryOptions({
    queryKey: ['experiments', 'list', filter],
    queryFn: ({ pageParam }) => answer(api.GET('/api/v1/experiments', { params: { query: { ...filter, limit: page, ...(pageParam && { before: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: (last: Experiment[]) => (last.length < page ? undefined : last.at(-1)?.id),
    refetchInterval: ({ state }) => (state.data?.pages.flat().some(isUnderWay) ? lookEvery : false),
  })

export const experiment = (id: string) =>
  queryOptions({
    queryKey: ['experiments', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/experiments/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.summary) ? lookEvery : false),
  })

/** Its curves; long ones come thinned. */
export const curvesOf = (id: string, underWay: boolean) =>
  queryOptions({
    queryKey: ['experiments', 'one', id, 'curves'],
    queryFn: () => answer(api.GET('/api/v1/experiments/{id}/metrics', { params: { path: { id }, query: { points: 1000 } } })),
    refetchInterval: underWay ? 1000 : false,
  })
