import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, type Schemas } from './client'

export type DemoState = Schemas['DemoState']
export type DemoStage = Schemas['DemoStage']

const lookEvery = 400 // milliseconds; no event tells of a set-up

export const isSettingUp = (stage: DemoStage): boolean => ['data', 'pipelines', 'run'].includes(stage)

export const demo = () =>
  queryOptions({
    queryKey: ['demo'],
    queryFn: () => answer(api.GET('/api/v1/demo')),
    refetchInterval: ({ state }) => (state.data && isSettingUp(state.data.stage) ? lookEvery : false),
  })

export function useStartDemo() {
  const client = useQueryClient()
  return useMutation({
    /** A folder of the server's machine with the data set; '' for wherever it is found. */
    mutationFn: (folder: string) => answer(api.POST('/api/v1/demo', { body: { data: folder || null } })),
    onSuccess: (state) => client.setQueryData(demo().queryKey, state),
  })
}
