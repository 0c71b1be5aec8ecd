import { words } from '../format/words'
import { isRecord, type Value } from './evidence'
import classes from './PlainView.module.css'
import { valueText } from './value-text'

/** A value without a way of its own: its fields, or its text as it is. */
export function PlainView({ value }: { value: Value }) {
  if (isRecord(value) && !('$duration' in value) && !('$size' in value) && !('$range' in value)) {
    const fields = Object.entries(value).filter(([name]) => name !== '$' && name !== 'id')
    return (
      <dl className={classes.fields}>
        {typeof value['id'] === 'string' && (
          <div>
            <dt>{words(typeof value['$'] === 'string' ? value['$'] : 'what')}</dt>
            <dd className={classes.id}>{value['id']}</dd>
          </div>
        )}
        {fields.map(([name, field]) => (
          <div key={name}>
            <dt>{words(name)}</dt>
            <dd title={valueText(field)} dir="auto">
              {shortened(valueText(field))}
            </dd>
          </div>
        ))}
      </dl>
    )
  }
  return <p className={classes.text} dir="auto">{valueText(value)}</p>
}

/** Of a hash its beginning, as everywhere; the whole of it on hover. */
const shortened = (text: string): string => (/^[0-9a-f]{32,64}$/.test(text) ? text.slice(0, 12) : text)
