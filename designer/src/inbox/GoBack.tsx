import { Button, SegmentedControl, Skeleton, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { picturesOf } from '../api/definitions'
import type { HumanTask, TaskOutcome } from '../api/tasks'
import { words } from '../format/words'
import { Miniature } from '../pictures/Miniature'
import { labelOf } from './DecisionBar'
import type { Draft } from './draft'
import classes from './GoBack.module.css'
import { groupTargets } from './group-targets'

interface Props {
  task: HumanTask
  outcome: TaskOutcome
  draft: Draft
  sending: boolean
  onChange: (change: Partial<Draft>) => void
  onSend: () => void
}

/** Where to go back to, chosen on a small picture of the pipeline, and a sentence why. */
export function GoBack({ task, outcome, draft, sending, onChange, onSend }: Props) {
  const { data: pictures } = useQuery(picturesOf(task.definition ?? ''))
  const groups = groupTargets(pictures ?? [], task.pipeline, outcome.targets)
  const [shown, setShown] = useState<string>()
  const group = groups.find((one) => one.within === (shown ?? groups.find((g) => g.steps.some((step) => g.pathOf(step) === draft.target))?.within)) ?? groups[0]

  return (
    <section className={classes.back} aria-label={labelOf(outcome)}>
      <div className={classes.words}>
        <h2>{labelOf(outcome)}: where does the run go back to?</h2>
        <p className={classes.hint}>Everything from there on is done anew; what lies before keeps its results.</p>
        <div className={classes.targets} role="group" aria-label="Places to go back to">
          {outcome.targets.map((target) => (
            <button key={target} type="button" aria-pressed={draft.target === target} onClick={() => onChange({ target })}>
              {target.split('.').map(words).join(' › ')}
            </button>
          ))}
        </div>
        <Textarea
          data-autofocus
          autoFocus
          autosize
          minRows={3}
          maxRows={8}
          label="Why?"
          description="Whoever works on it next reads this; nothing goes back without it."
          withAsterisk
          value={draft.comment}
          onChange={(event) => onChange({ comment: event.currentTarget.value })}
          onKeyDown={(event) => event.key === 'Escape' && onChange({ outcome: null })}
          dir="auto"
        />
        <div className={classes.send}>
          <Button onClick={onSend} loading={sending} disabled={!draft.target || draft.comment.trim() === ''}>
            {draft.target ? `${labelOf(outcome)}, back to ${words(draft.target.split('.').at(-1)!).toLowerCase()}` : 'Choose a place'}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => onChange({ outcome: null })}>
            Not now
          </Button>
        </div>
      </div>
      <div className={classes.picture}>
        {groups.length > 1 && (
          <SegmentedControl size="xs" value={group?.within ?? ''} onChange={setShown} data={groups.map((one) => ({ value: one.within, label: one.within === '' ? words(task.pipeline) : words(one.within) }))} />
        )}
        {group ? (
          <Miniature
            picture={group.picture}
            here={group.within === '' ? task.node : ''}
            choices={group.steps}
            chosen={group.steps.find((step) => group.pathOf(step) === draft.target)}
            onChoose={(step) => onChange({ target: group.pathOf(step) })}
            label="Place to go back to"
          />
        ) : (
          <Skeleton height={220} />
        )}
      </div>
    </section>
  )
}
