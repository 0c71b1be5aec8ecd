import { isRecord, type Value } from '../evidence/evidence'
import { valueText } from '../evidence/value-text'
import { words } from '../format/words'
import classes from './Choices.module.css'

interface Props {
  values: readonly Value[]
  /** Counted from 1; null: the first, as the likeliest stands first. */
  chosen: number | null
  disabled: boolean
  onChoose: (choice: number) => void
}

const hidden = new Set(['$', 'id', 'object', 'job', 'model'])

/** The things of which one is chosen, with what tells them apart. */
export function Choices({ values, chosen, disabled, onChoose }: Props) {
  const columns = [...new Set(values.flatMap((value) => (isRecord(value) ? Object.keys(value) : [])))].filter((name) => !hidden.has(name))
  return (
    <fieldset className={classes.choices} disabled={disabled}>
      <legend>Choose one</legend>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">What</th>
            {columns.map((column) => (
              <th key={column} scope="col" data-number>
                {words(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {values.map((value, at) => (
            <tr key={at} data-chosen={(chosen ?? 1) === at + 1 || undefined} onClick={() => !disabled && onChoose(at + 1)}>
              <td>
                <input type="radio" name="choice" checked={(chosen ?? 1) === at + 1} onChange={() => onChoose(at + 1)} aria-label={valueText(value)} />
              </td>
              <td>{valueText(value)}</td>
              {columns.map((column) => (
                <td key={column} data-number>
                  {isRecord(value) ? valueText(value[column]) : ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  )
}
