import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { curvesOf, experiment, isUnderWay, type ExperimentDetail } from '../api/experiments'
import { isRecord } from '../evidence/evidence'
import { EvidenceView } from '../evidence/EvidenceView'
import { Id } from '../format/Id'
import { number } from '../format/numbers'
import { duration } from '../format/time'
import { Time, useNow } from '../format/Time'
import { words } from '../format/words'
import { Failure } from '../frame/Failure'
import { PageLoading } from '../frame/PageLoading'
import { usePlace } from '../frame/place'
import { Configuration } from './Configuration'
import classes from './ExperimentPage.module.css'
import { ExperimentState } from './ExperimentState'
import { TrainingCurves } from './TrainingCurves'
import { TuningView } from './TuningView'

/** One tuning or training: its trials and curves while it learns, and what came of it. */
export function ExperimentPage() {
  const { id = '' } = useParams()
  const { data, error, refetch } = useQuery(experiment(id))
  usePlace({ label: 'Experiments', to: '/experiments' }, { label: data ? `${words(data.summary.kind)} of ${data.summary.model}` : '…' })
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  return data ? <Experiment detail={data} /> : <PageLoading />
}

function Experiment({ detail }: { detail: ExperimentDetail }) {
  const { summary } = detail
  const [address, setAddress] = useSearchParams()
  const { data: curves = [] } = useQuery(curvesOf(summary.id, isUnderWay(summary)))
  const chosen = Number(address.get('trial')) || undefined
  const now = useNow(1000)
  const ended = summary.finished_at ? new Date(summary.finished_at) : now
  const confusion = useMemo(() => (isRecord(detail.output) && isRecord(detail.output['confusion']) ? detail.output['confusion'] : undefined), [detail.output])
  return (
    <div className={classes.page}>
      <header>
        <div className={classes.title}>
          <h1>
            {words(summary.kind)} of {summary.model}
          </h1>
          <ExperimentState experiment={summary} />
        </div>
        <p className={classes.facts}>
          <Link to={`/instances/${summary.root}`}>
            {words(summary.pipeline)} · {summary.step}
          </Link>
          {summary.round > 1 && <span className={classes.round}>round {summary.round}</span>}
          <span>
            started <Time at={summary.started_at} />
          </span>
          <span className="numbers">
            {summary.finished_at ? 'took' : 'for'} {duration(ended.getTime() - new Date(summary.started_at).getTime())}
          </span>
          {summary.score != null && (
            <span>
              {summary.kind === 'tuning' ? 'best score' : 'accuracy'} <b className="numbers">{number(summary.score)}</b>
            </span>
          )}
          <span>
            data <code title={detail.train_commit}>{detail.train_commit.slice(0, 12)}</code>
          </span>
          <Id id={summary.id} />
        </p>
      </header>
      {summary.kind === 'tuning' ? (
        <TuningView
          detail={detail}
          curves={curves}
          chosen={chosen}
          onChoose={(trial) =>
            setAddress(
              (before) => {
                const after = new URLSearchParams(before)
                trial === undefined ? after.delete('trial') : after.set('trial', String(trial))
                return after
              },
              { replace: true },
            )
          }
        />
      ) : (
        <TrainingCurves curves={curves} />
      )}
      {confusion && <EvidenceView value={confusion} />}
      <Configuration detail={detail} />
    </div>
  )
}
