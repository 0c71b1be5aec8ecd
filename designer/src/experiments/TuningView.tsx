import { SegmentedControl, Skeleton } from '@mantine/core'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { ExperimentDetail, MetricSeries, Trial } from '../api/experiments'
import { valueText } from '../evidence/value-text'
import { number } from '../format/numbers'
import { words } from '../format/words'
import { metricNames, trialsPlot } from './curves'
import classes from './ExperimentPage.module.css'
import { ParallelCoordinates } from './ParallelCoordinates'
import { bestOf, epochsOf, goalOf, logarithmic, progressOf, scoreOf, type Goal } from './trial-table'
import { TrialsTable } from './TrialsTable'

const Curves = lazy(() => import('../evidence/Curves'))

interface Props {
  detail: ExperimentDetail
  curves: readonly MetricSeries[]
  chosen: number | undefined
  onChoose: (trial: number | undefined) => void
}

/** Many configurations tried: what the good ones have in common, how they learned, and how the best one was found. */
export function TuningView({ detail, curves, chosen, onChoose }: Props) {
  const { trials } = detail
  const goal = useMemo(() => goalOf(detail), [detail])
  const byMagnitude = useMemo(() => logarithmic(detail), [detail])
  const best = useMemo(() => bestOf(trials, goal), [trials, goal])
  const names = metricNames(curves, goal.metric)
  const [metric, setMetric] = useState<string>()
  const shown = metric ?? names[0] ?? goal.metric
  const ranked = useMemo(() => rank(trials, goal, chosen), [trials, goal, chosen])
  const plot = useMemo(() => trialsPlot(curves, shown, ranked), [curves, shown, ranked])
  const progress = useMemo(() => progressOf(trials, goal), [trials, goal])
  if (trials.length === 0) return <p className={classes.waiting}>The first trial has not begun yet.</p>
  return (
    <>
      <section className={classes.card} aria-labelledby="trials">
        <h2 id="trials">Trials</h2>
        <p className={classes.words}>{best ? found(best, trials, goal) : 'No trial has come to a score yet.'}</p>
        <ParallelCoordinates trials={trials} goal={goal} logarithmic={byMagnitude} best={best?.number} chosen={chosen} onChoose={onChoose} />
        <TrialsTable trials={trials} goal={goal} best={best?.number} chosen={chosen} onChoose={onChoose} />
      </section>
      <div className={classes.pair}>
        <section className={classes.card} aria-labelledby="learning">
          <div className={classes.head}>
            <h2 id="learning">Learning curves</h2>
            {names.length > 1 && <SegmentedControl size="xs" aria-label="Metric" value={shown} onChange={setMetric} data={names.map((name) => ({ value: name, label: words(name) }))} />}
          </div>
          <Suspense fallback={<Skeleton height={240} />}>
            <Curves plot={plot} />
          </Suspense>
        </section>
        <section className={classes.card} aria-labelledby="found">
          <h2 id="found">How the best was found</h2>
          <Suspense fallback={<Skeleton height={240} />}>
            <Curves plot={progress} />
          </Suspense>
        </section>
      </div>
    </>
  )
}

/** The chosen one first, then those that went furthest and scored best. */
function rank(trials: readonly Trial[], goal: Goal, chosen: number | undefined): number[] {
  const sorted = trials.toSorted((a, b) => b.scores.length - a.scores.length || ((scoreOf(b) ?? -Infinity) - (scoreOf(a) ?? -Infinity)) * (goal.up ? 1 : -1))
  return [...sorted.filter((trial) => trial.number === chosen), ...sorted.filter((trial) => trial.number !== chosen)].map((trial) => trial.number)
}

function found(best: Trial, trials: readonly Trial[], goal: Goal): string {
  const longest = Math.max(...trials.map(epochsOf))
  const far = trials.filter((trial) => epochsOf(trial) === longest).length
  const parameters = Object.entries(best.parameters as Record<string, unknown>).map(([name, value]) => `${name} ${valueText(value)}`)
  return `Of ${trials.length} configurations ${far === trials.length ? 'all' : far} ${far === 1 ? 'was' : 'were'} trained for ${longest} ${longest === 1 ? 'epoch' : 'epochs'}. Trial ${best.number} did best: ${goal.metric} ${number(scoreOf(best)!)} with ${parameters.join(', ')}.`
}
