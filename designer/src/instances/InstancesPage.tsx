import { Select } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { definitions } from '../api/definitions'
import { instanceCounts, instanceList, type Doing, type RunFilter } from '../api/instances'
import { counted } from '../format/numbers'
import { words } from '../format/words'
import { Failure } from '../frame/Failure'
import { useMe } from '../frame/me'
import { usePlace } from '../frame/place'
import { SearchBox } from '../frame/SearchBox'
import { ViewTabs } from '../frame/ViewTabs'
import { useShortcuts } from '../keyboard/shortcuts'
import classes from './InstancesPage.module.css'
import { doings, doingWords, readFilter, writeFilter } from './run-filter'
import { RunList } from './RunList'

/** Every run of the project, however many: pages follow each other as one scrolls. */
export function InstancesPage() {
  const [address, setAddress] = useSearchParams()
  const navigate = useNavigate()
  const { everyone } = useMe()
  const filter = useMemo(() => readFilter(address), [address])
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(instanceList(filter))
  const { data: counts } = useQuery(instanceCounts())
  const { data: published = [] } = useQuery(definitions())
  const runs = useMemo(() => data?.pages.flat(), [data])
  // By its id: runs that begin move those below them.
  const [chosen, setChosen] = useState<string>()
  const at = runs?.findIndex((run) => run.id === chosen) ?? -1
  usePlace({ label: 'Runs', to: '/instances' })

  const change = (next: RunFilter) => {
    setChosen(undefined)
    setAddress(writeFilter({ ...filter, ...next }), { replace: 'q' in next })
  }
  const move = (by: number) =>
    setChosen((before) => {
      const from = runs?.findIndex((run) => run.id === before) ?? -1
      return runs?.[Math.min(runs.length - 1, Math.max(0, from + by))]?.id
    })
  useShortcuts({ j: () => move(1), k: () => move(-1), Enter: () => runs?.[at] && void navigate(`/instances/${runs[at]!.id}`) })

  const pipelines = [...new Set(published.flatMap((bundle) => bundle.pipelines))].filter((name) => !name.includes('#')).toSorted()
  const all = counts && Object.values(counts).reduce((sum, count) => ({ value: sum.value + count.value, more: sum.more || count.more }))
  const tabs = [{ value: '' as Doing | '', label: 'All', count: counted(all) }, ...doings.map((doing) => ({ value: doing as Doing | '', label: doingWords[doing]!, count: counted(counts?.[doing]) }))]
  return (
    <div className={classes.page}>
      <h1 className="unseen">Runs</h1>
      <div className={classes.views}>
        <ViewTabs label="What they do" tabs={tabs} chosen={filter.doing ?? ''} onChoose={(doing) => change({ doing: (doing || undefined) as Doing })} />
      </div>
      <div className={classes.filters}>
        <SearchBox placeholder="Search by pipeline or id" aria-label="Search runs" value={filter.q ?? ''} onSearch={(q) => change({ q })} miw={0} flex="1 1 200px" maw={300} />
        <Select placeholder="Any pipeline" aria-label="Pipeline" clearable searchable data={pipelines.map((value) => ({ value, label: words(value) }))} value={filter.pipeline ?? null} onChange={(pipeline) => change({ pipeline: pipeline ?? '' })} miw={0} flex="1 1 140px" maw={210} />
        <Select placeholder="Started by anybody" aria-label="Started by" clearable searchable data={everyone.map((one) => ({ value: one.name, label: one.display }))} value={filter.by ?? null} onChange={(by) => change({ by: by ?? '' })} miw={0} flex="1 1 140px" maw={200} />
      </div>
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <RunList runs={runs} at={at} filtered={address.size > 0} more={hasNextPage && !isFetchingNextPage} onMore={() => void fetchNextPage()} onAll={() => setAddress({})} />
      )}
    </div>
  )
}
