import { Skeleton } from '@mantine/core'
import { lazy, Suspense, useMemo } from 'react'
import type { MetricSeries } from '../api/experiments'
import { number } from '../format/numbers'
import { trainingPlots } from './curves'
import classes from './ExperimentPage.module.css'

const Curves = lazy(() => import('../evidence/Curves'))

/** How a training learns, epoch after epoch, as it happens. */
export function TrainingCurves({ curves }: { curves: readonly MetricSeries[] }) {
  const plots = useMemo(() => trainingPlots(curves), [curves])
  const told = Math.max(0, ...curves.map((one) => one.steps.length))
  const all = Math.max(0, ...curves.map((one) => one.count))
  if (plots.length === 0) return <p className={classes.waiting}>The first epoch is not over yet.</p>
  return (
    <div className={classes.pair}>
      {plots.map((plot) => (
        <section key={plot.title} className={classes.card} aria-label={plot.title}>
          <h2>{plot.title}</h2>
          {all > told && <p className={classes.words}>{number(all)} points, drawn by the extremes of each stretch</p>}
          <Suspense fallback={<Skeleton height={240} />}>
            <Curves plot={plot} />
          </Suspense>
        </section>
      ))}
    </div>
  )
}
