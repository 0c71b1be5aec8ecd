import { Button } from '@mantine/core'
import { useState } from 'react'
import { BulkDecision } from './BulkDecision'
import classes from './BulkBar.module.css'
import { sharedOutcomes } from './shared-outcomes'
import type { Row } from './inbox-filter'
import { labelOf } from './DecisionBar'
import type { TaskOutcome } from '../api/tasks'

interface Props {
  picked: readonly Row[]
  shown: number
  onAll: () => void
  onNone: () => void
}

/** What can be done with the tasks that are selected. */
export function BulkBar({ picked, shown, onAll, onNone }: Props) {
  const [chosen, setChosen] = useState<{ outcome: TaskOutcome; rows: readonly Row[] }>()
  const outcomes = sharedOutcomes(picked)
  return (
    <>
      {picked.length > 0 && (
        <div className={classes.bar} role="toolbar" aria-label="Selected tasks">
          <p>
            <span>
              <b>{picked.length}</b> selected
            </span>
            {picked.length < shown && (
              <button type="button" onClick={onAll}>
                Select all {shown}
              </button>
            )}
            <button type="button" onClick={onNone}>
              Select none
            </button>
          </p>
          <div className={classes.outcomes}>
            {outcomes.map((outcome, at) => (
              <Button key={outcome.name} size="xs" variant={at === 0 ? 'filled' : 'default'} onClick={() => setChosen({ outcome, rows: picked })}>
                {labelOf(outcome)} {picked.length}…
              </Button>
            ))}
            {outcomes.length === 0 && <span>No outcome is common to all of them</span>}
          </div>
        </div>
      )}
      {chosen && (
        <BulkDecision
          outcome={chosen.outcome}
          rows={chosen.rows}
          onDone={onNone}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  )
}
