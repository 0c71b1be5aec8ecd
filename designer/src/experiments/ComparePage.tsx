import { Skeleton } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import { curvesOf, experiment, isUnderWay, type ExperimentDetail, type MetricSeries } from '../api/experiments'
import type { Plot } from '../evidence/evidence'
import { valueText } from '../evidence/value-text'
import { number } from '../format/numbers'
import { shortId, words } from '../format/words'
import { Empty } from '../frame/Empty'
import { Failure } from '../frame/Failure'
import { PageLoading } from '../frame/PageLoading'
import { usePlace } from '../frame/place'
import classes from './ComparePage.module.css'
import { bestOf, goalOf } from './trial-table'
import { comparedSettings, settingWords } from './settings'

const Curves = lazy(() => import('../evidence/Curves'))
const none: MetricSeries[] = []

/** Experiments side by side: their curves over each other, and in which settings they differ. */
export function ComparePage() {
  const [address] = useSearchParams()
  const ids = (address.get('ids') ?? '').split(',').filter(Boolean)
  usePlace({ label: 'Experiments', to: '/experiments' }, { label: `${ids.length} compared` })
  const found = useQueries({ queries: ids.map((id) => experiment(id)) })
  const failed = found.find((one) => one.error && !one.data)
  if (ids.length === 0)
    return (
      <Empty icon={<IconFlask size={26} />} title="Nothing is chosen to compare">
        <p>
          Select two or more of the <Link to="/experiments">experiments</Link>.
        </p>
      </Empty>
    )
  if (failed) return <Failure error={failed.error} />
  const details = found.flatMap((one) => one.data ?? [])
  return details.length === ids.length ? <Compared details={details} /> : <PageLoading />
}

/** "Training, round 2"; what is called alike is told apart by its id. */
function namesOf(details: readonly ExperimentDetail[]): string[] {
  const names = details.map(({ summary }) => `${words(summary.kind)}${summary.round > 1 ? `, round ${summary.round}` : ''}`)
  return names.map((name, at) => (names.filter((other) => other === name).length > 1 ? `${name} ${shortId(details[at]!.summary.id)}` : name))
}

function Compared({ details }: { details: readonly ExperimentDetail[] }) {
  const found = useQueries({ queries: details.map((detail) => curvesOf(detail.summary.id, isUnderWay(detail.summary))) })
  const read = found.map((one) => one.data ?? none)
  const plots = useMemo(
    () => together(details, read),
    // The answers themselves tell whether anything has changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [details.map((detail) => detail.summary.id).join(), ...read],
  )
  const names = namesOf(details)
  return (
    <div className={classes.page}>
      <h1>Compared</h1>
      <div className={classes.plots}>
        {plots.map((plot) => (
          <section key={plot.title} aria-label={plot.title}>
            <h2>{plot.title}</h2>
            <Suspense fallback={<Skeleton height={240} />}>
              <Curves plot={plot} />
            </Suspense>
          </section>
        ))}
      </div>
      <div className={classes.around} tabIndex={0} role="region" aria-label="Settings">
        <table>
          <thead>
            <tr>
              <td />
              {details.map((detail, at) => (
                <th key={detail.summary.id} scope="col">
                  <Link to={`/experiments/${detail.summary.id}`}>{names[at]}</Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Score</th>
              {details.map((detail) => (
                <td key={detail.summary.id}>
                  <b>{detail.summary.score == null ? '–' : number(detail.summary.score)}</b>
                </td>
              ))}
            </tr>
            {comparedSettings(details).map(({ name, values, differs }) => (
              <tr key={name} data-differs={differs || undefined}>
                <th scope="row" title={name}>
                  {settingWords(name)}
                </th>
                {values.map((value, at) => (
                  <td key={at} dir="auto">
                    {valueText(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** One plot for each metric that at least one of them has; of a tuning its best trial stands for it. */
function together(details: readonly ExperimentDetail[], curves: readonly (readonly MetricSeries[])[]): Plot[] {
  const own = details.map((detail, at) => {
    const best = detail.summary.kind === 'tuning' ? bestOf(detail.trials, goalOf(detail))?.number : undefined
    return curves[at]!.filter((one) => (one.trial ?? undefined) === best)
  })
  const names = namesOf(details)
  return [...new Set(own.flatMap((all) => all.map((one) => one.name)))].toSorted().map((name) => ({
    kind: 'plot', title: words(name), bars: false, x: 'epoch', y: name,
    series: own.flatMap((all, at) => {
      const series = all.find((one) => one.name === name)
      return series ? [{ name: names[at]!, points: series.steps.flatMap((step, index) => (series.values[index] == null ? [] : [[step, series.values[index]] as [number, number]])) }] : []
    }),
  }))
}
