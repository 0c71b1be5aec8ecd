import type { ExperimentDetail } from '../api/experiments'
import { valueText } from '../evidence/value-text'
import classes from './Configuration.module.css'
import { settingsOf, settingWords } from './settings'

/** What it was asked to do, and on which machine its numbers came to be. */
export function Configuration({ detail }: { detail: ExperimentDetail }) {
  return (
    <section className={classes.card} aria-labelledby="asked">
      <h2 id="asked">What it was asked to do</h2>
      <dl>
        {settingsOf(detail).map(([name, value]) => (
          <div key={name}>
            <dt title={name}>{settingWords(name)}</dt>
            <dd dir="auto">{valueText(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
