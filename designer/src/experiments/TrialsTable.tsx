import { IconArrowDown, IconArrowUp, IconTrophy } from '@tabler/icons-react'
import { useState } from 'react'
import type { Trial } from '../api/experiments'
import { valueText } from '../evidence/value-text'
import classes from './TrialsTable.module.css'
import { epochsOf, parametersOf, scoreOf, type Goal } from './trial-table'

interface Props {
  trials: readonly Trial[]
  goal: Goal
  best: number | undefined
  chosen: number | undefined
  onChoose: (trial: number | undefined) => void
}

/** Every trial with its configuration; a click on a column sorts by it. */
export function TrialsTable({ trials, goal, best, chosen, onChoose }: Props) {
  const [sort, setSort] = useState({ by: goal.metric, down: goal.up })
  const parameters = parametersOf(trials)
  const valueOf = (trial: Trial, column: string): unknown =>
    column === 'trial' ? trial.number : column === 'epochs' ? epochsOf(trial) : column === goal.metric ? scoreOf(trial) : (trial.parameters as Record<string, unknown>)[column]
  const columns = ['trial', ...parameters, 'epochs', goal.metric]
  const sorted = trials.toSorted((a, b) => compare(valueOf(a, sort.by), valueOf(b, sort.by)) * (sort.down ? -1 : 1))
  return (
    <div className={classes.around} tabIndex={0} role="region" aria-label="Trials">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" aria-sort={sort.by === column ? (sort.down ? 'descending' : 'ascending') : undefined}>
                <button type="button" onClick={() => setSort({ by: column, down: sort.by === column ? !sort.down : column === goal.metric && goal.up })}>
                  {column}
                  {sort.by === column && (sort.down ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((trial) => (
            <tr key={trial.number} data-best={trial.number === best || undefined} data-chosen={trial.number === chosen || undefined} onClick={() => onChoose(trial.number === chosen ? undefined : trial.number)}>
              {columns.map((column) => (
                <td key={column}>
                  {column === 'trial' ? (
                    <button type="button" aria-pressed={trial.number === chosen} aria-label={`Trial ${trial.number}${trial.number === best ? ', the best' : ''}`}>
                      {trial.number} {trial.number === best && <IconTrophy size={14} aria-hidden />}
                    </button>
                  ) : column === goal.metric && scoreOf(trial) === null ? (
                    trial.scores.length > 0 ? 'diverged' : 'learns'
                  ) : (
                    valueText(valueOf(trial, column))
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : -1
  if (b === null || b === undefined) return 1
  return String(a).localeCompare(String(b))
}
