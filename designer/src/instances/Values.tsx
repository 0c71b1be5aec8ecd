import { evidenceOf } from '../evidence/evidence'
import { EvidenceView } from '../evidence/EvidenceView'
import { valueText } from '../evidence/value-text'
import { words } from '../format/words'
import classes from './Values.module.css'

/** Named values: short ones as lines, reports below them in full. */
export function Values({ title, values, empty }: { title: string; values: Record<string, unknown>; empty: string }) {
  const all = Object.entries(values).filter(([, value]) => value !== null && value !== undefined)
  const isReport = ([, value]: [string, unknown]) => evidenceOf(value).kind !== 'plain'
  const lines = all.filter((one) => !isReport(one))
  return (
    <section className={classes.values}>
      <h3>{title}</h3>
      {all.length === 0 && <p className={classes.empty}>{empty}</p>}
      {lines.length > 0 && (
        <dl>
          {lines.map(([name, value]) => (
            <div key={name}>
              <dt>{words(name)}</dt>
              <dd dir="auto">{valueText(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {all.filter(isReport).map(([name, value]) => (
        <EvidenceView key={name} value={value} />
      ))}
    </section>
  )
}
