import type { TaskOutcome } from '../api/tasks'
import type { Row } from './inbox-filter'

/** The outcomes that every one of the tasks can end with; those that must say where to go back to are decided one by one. */
export function sharedOutcomes(rows: readonly Row[]): TaskOutcome[] {
  const [first, ...rest] = rows
  return (first?.outcomes ?? []).filter((outcome) => outcome.targets.length <= 1 && rest.every((row) => row.outcomes.some((one) => one.name === outcome.name && one.targets.length <= 1)))
}
