import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { answer, api } from './client'
import { instanceKeys, type LogLine } from './instances'

/** Which lines of a run's log. */
export interface LogQuestion {
  run: string
  step?: string | undefined
  /** Lines that hold this text. */
  text: string
}

/** A stretch of a log, up to its end. */
export interface LogWindow {
  lines: readonly LogLine[]
  /** Nothing lies before it. */
  whole: boolean
}

const atFirst = 2000
const atOnce = 5000
const lookEvery = 1000 // milliseconds; no event tells of log lines

const keyOf = ({ run, step, text }: LogQuestion) => instanceKeys.part(run, `logs/${JSON.stringify([step ?? '', text])}`)

const read = ({ run, step, text }: LogQuestion, page: { after?: number; before?: number; latest?: boolean; limit: number }) =>
  answer(api.GET('/api/v1/instances/{id}/logs', { params: { path: { id: run }, query: { ...page, ...(step && { step }), ...(text && { q: text }) } } }))

async function lookAgain(question: LogQuestion, client: QueryClient): Promise<LogWindow> {
  const key = keyOf(question)
  const known = client.getQueryData<LogWindow>(key)
  if (!known) {
    const lines = await read(question, { latest: true, limit: atFirst })
    return { lines, whole: lines.length < atFirst }
  }
  const news = await read(question, { after: known.lines.at(-1)?.id ?? 0, limit: atOnce })
  // Earlier lines may have come meanwhile.
  const now = client.getQueryData<LogWindow>(key) ?? known
  return news.length === 0 ? now : { ...now, lines: [...now.lines, ...news] }
}

/** The end of a log; looked at again and again while the run is under way, only for what is new. */
export const logOf = (question: LogQuestion, underWay: boolean) =>
  queryOptions({
    queryKey: keyOf(question),
    queryFn: ({ client }) => lookAgain(question, client),
    refetchInterval: underWay ? lookEvery : false,
    structuralSharing: false,
  })

/** Puts what lies before a stretch in front of it: a page, or everything. Gives how many lines came. */
export function useEarlierLines(question: LogQuestion) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (all: boolean) => {
      const key = keyOf(question)
      let added = 0
      for (let more = true; more; ) {
        const first = client.getQueryData<LogWindow>(key)?.lines[0]?.id
        if (first === undefined) return added
        const lines = await read(question, { latest: true, before: first, limit: atOnce })
        client.setQueryData<LogWindow>(key, (now) => now && { lines: [...lines, ...now.lines], whole: lines.length < atOnce })
        added += lines.length
        more = all && lines.length === atOnce
      }
      return added
    },
  })
}
