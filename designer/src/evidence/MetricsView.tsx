import { number } from '../format/numbers'
import { words } from '../format/words'
import type { Metrics } from './evidence'
import { groupMetrics } from './group-metrics'
import classes from './MetricsView.module.css'

/** Named numbers: those that stand alone large, families of them (a recall for each class) as bars. */
export function MetricsView({ metrics }: { metrics: Metrics }) {
  const { alone, families } = groupMetrics(metrics.values)
  return (
    <>
      <dl className={classes.tiles}>
        {alone.map(({ name, value, low, high }) => (
          <div key={name}>
            <dt>{words(name)}</dt>
            <dd>
              {number(value)}
              {low !== undefined && high !== undefined && (
                <span className={classes.interval}>
                  {number(low)} to {number(high)}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {families.map((family) => (
        <div key={family.name} className={classes.family}>
          <h4>{words(family.name)}</h4>
          <dl>
            {family.members.map(([name, value]) => (
              <div key={name}>
                <dt title={name}>{name}</dt>
                <dd>
                  <span className={classes.bar} style={{ width: `${value * 100}%` }} />
                  <span>{number(value)}</span>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </>
  )
}
