import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { experimentList, type Experiment, type ExperimentFilter } from '../api/experiments'
import { number } from '../format/numbers'
import { duration } from '../format/time'
import { Time, useNow } from '../format/Time'
import { words } from '../format/words'
import { Empty } from '../frame/Empty'
import { Failure } from '../frame/Failure'
import { PageLoading } from '../frame/PageLoading'
import { usePlace } from '../frame/place'
import { ViewTabs } from '../frame/ViewTabs'
import classes from './ExperimentsPage.module.css'
import { ExperimentState } from './ExperimentState'

const kinds: { value: string; label: string }[] = [
  { value: '', label: 'All' },
  { value: 'tuning', label: 'Tunings' },
  { value: 'training', label: 'Trainings' },
]
const mostCompared = 6

/** Every tuning and training of the project, the latest first; some of them side by side. */
export function ExperimentsPage() {
  const [address, setAddress] = useSearchParams()
  const navigate = useNavigate()
  const kind = kinds.find(({ value }) => value !== '' && value === address.get('kind'))?.value as ExperimentFilter['kind']
  const picked = (address.get('ids') ?? '').split(',').filter(Boolean)
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(experimentList(kind ? { kind } : {}))
  usePlace({ label: 'Experiments', to: '/experiments' })
  const change = (name: string, value: string) =>
    setAddress(
      (before) => {
        const after = new URLSearchParams(before)
        value === '' ? after.delete(name) : after.set(name, value)
        return after
      },
      { replace: name === 'ids' },
    )
  const toggle = (id: string) => change('ids', (picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id]).join(','))

  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <PageLoading />
  const rows = data.pages.flat()
  return (
    <div className={classes.page}>
      <h1 className="unseen">Experiments</h1>
      <div className={classes.bar}>
        <ViewTabs label="Which experiments" tabs={kinds} chosen={kind ?? ''} onChoose={(value) => change('kind', value)} />
        {rows.length > 1 && <Button size="xs" disabled={picked.length < 2 || picked.length > mostCompared} onClick={() => void navigate(`/experiments/compare?ids=${picked.join(',')}`)}>
          {picked.length > mostCompared ? `Compare ${mostCompared} at most` : picked.length < 2 ? 'Select two to compare' : `Compare ${picked.length}`}
        </Button>}
      </div>
      {rows.length === 0 ? (
        <Empty icon={<IconFlask size={26} />} title="Nothing was trained yet">
          <p>As soon as a run tunes or trains a model, its trials and curves are here.</p>
          <Link to="/designer">Open the designer</Link>
        </Empty>
      ) : (
        <div className={classes.scroller} tabIndex={0} role="region" aria-label="Experiments">
          <table className={classes.table}>
            <thead>
              <tr>
                <td />
                {['Model', 'State', 'Step', 'Trials', 'Score', 'Started', 'Took'].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} row={row} picked={picked.includes(row.id)} onPick={() => toggle(row.id)} />
              ))}
            </tbody>
          </table>
          {hasNextPage && (
            <Button variant="subtle" size="xs" m={12} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Earlier ones
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

function Row({ row, picked, onPick }: { row: Experiment; picked: boolean; onPick: () => void }) {
  const now = useNow(5000)
  const ended = row.finished_at ? new Date(row.finished_at) : now
  return (
    <tr data-picked={picked || undefined}>
      <td>
        <input type="checkbox" checked={picked} onChange={onPick} aria-label={`Compare the ${row.kind} of ${row.model}, round ${row.round}`} />
      </td>
      <td>
        <Link to={`/experiments/${row.id}`}>{row.model}</Link> <span className={classes.kind}>{words(row.kind)}</span>
      </td>
      <td>
        <ExperimentState experiment={row} />
      </td>
      <td>
        <Link to={`/instances/${row.root}`} className={classes.run}>
          {words(row.pipeline)} · {row.step}
        </Link>
        {row.round > 1 && <span className={classes.round}> round {row.round}</span>}
      </td>
      <td>{row.kind === 'tuning' ? number(row.trials) : ''}</td>
      <td>{row.score == null ? '' : number(row.score)}</td>
      <td>
        <Time at={row.started_at} />
      </td>
      <td>{duration(ended.getTime() - new Date(row.started_at).getTime())}</td>
    </tr>
  )
}
