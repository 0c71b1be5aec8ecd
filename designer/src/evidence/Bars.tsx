import { number } from '../format/numbers'
import type { Plot } from './evidence'
import classes from './Bars.module.css'

/** Bars lie, so that their names can be read however long they are. */
export function Bars({ plot }: { plot: Plot }) {
  const series = plot.series[0]
  if (!series) return null
  const largest = Math.max(...series.points.map(([, y]) => Math.abs(y)), Number.MIN_VALUE)
  return (
    <dl className={classes.bars} aria-label={`${plot.y} by ${plot.x}`}>
      {series.points.map(([x, y], at) => (
        <div key={at}>
          <dt>{series.categories?.[x] ?? series.categories?.[at] ?? number(x)}</dt>
          <dd>
            <span className={classes.bar} style={{ width: `${(Math.abs(y) / largest) * 100}%` }} />
          </dd>
          <dd>{number(y)}</dd>
        </div>
      ))}
    </dl>
  )
}
