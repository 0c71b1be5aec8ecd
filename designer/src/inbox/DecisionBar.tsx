import { Button, Kbd, Textarea } from '@mantine/core'
import { useRef } from 'react'
import { Problem } from '../api/problem'
import type { HumanTask, TaskCandidate, TaskOutcome } from '../api/tasks'
import { roleName, words } from '../format/words'
import { useMe } from '../frame/me'
import { useShortcuts } from '../keyboard/shortcuts'
import classes from './DecisionBar.module.css'
import type { Draft } from './draft'
import { GoBack } from './GoBack'

interface Props {
  task: HumanTask
  candidates: readonly TaskCandidate[]
  draft: Draft
  onChange: (change: Partial<Draft>) => void
  onDecide: (outcome: string, target: string | null) => void
  sending: boolean
  error: Error | null
}

export const labelOf = (outcome: TaskOutcome): string => outcome.label ?? words(outcome.name)

/** The ways to decide, always in sight. An outcome that leads back asks where to, and why. */
export function DecisionBar({ task, candidates, draft, onChange, onDecide, sending, error }: Props) {
  const { person, choose } = useMe()
  const comment = useRef<HTMLTextAreaElement>(null)
  const own = candidates.find((one) => one.name === person?.name)
  const may = own !== undefined && !own.excluded && (task.claimed_by == null || task.claimed_by === person?.name)
  const back = task.outcomes.find((outcome) => outcome.name === draft.outcome && outcome.targets.length > 0)
  const [first] = task.outcomes
  const rejecting = task.outcomes.find((outcome) => outcome.name === 'reject') ?? task.outcomes.find((outcome) => outcome.targets.length > 0)

  const take = (outcome: TaskOutcome | undefined) => {
    if (!outcome || !may || sending) return
    if (outcome.targets.length > 0) onChange({ outcome: outcome.name, target: outcome.targets.length === 1 ? outcome.targets[0]! : draft.target })
    else onDecide(outcome.name, null)
  }
  useShortcuts({ a: () => take(first), r: () => take(rejecting), c: () => comment.current?.focus() })

  if (!may) {
    const able = candidates.filter((one) => !one.excluded && one.name !== person?.name && (task.claimed_by == null || one.name === task.claimed_by)).slice(0, 3)
    return (
      <footer className={classes.bar}>
        <p className={classes.not}>
          {own?.excluded
            ? `${person?.display} may not decide this: ${own.excluded}.`
            : own
              ? 'Somebody else works on this; take it over to decide it.'
              : `This is for ${task.roles.map(roleName).join(' or ')}; you work as ${person?.display ?? 'nobody'}.`}
          {able.map((one) => (
            <Button key={one.name} variant="default" size="compact-sm" onClick={() => choose(one.name)}>
              Work as {one.display}
            </Button>
          ))}
        </p>
      </footer>
    )
  }
  return (
    <footer className={classes.bar}>
      {back && <GoBack task={task} outcome={back} draft={draft} sending={sending} onChange={onChange} onSend={() => draft.target && onDecide(back.name, draft.target)} />}
      {!back && (
        <>
          <Textarea
            ref={comment}
            autosize
            minRows={1}
            maxRows={6}
            placeholder={task.activity === 'define_requirements' ? 'Write what is wanted' : 'Comment (written down with the decision)'}
            aria-label="Comment"
            value={draft.comment}
            onChange={(event) => onChange({ comment: event.currentTarget.value })}
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
            flex="1 1 260px"
            miw={220}
            dir="auto"
          />
          <div className={classes.outcomes}>
            {task.outcomes.map((outcome, at) => (
              <Button
                key={outcome.name}
                variant={at === 0 ? 'filled' : 'default'}
                loading={sending && at === 0}
                disabled={sending}
                onClick={() => take(outcome)}
                rightSection={outcome === first ? <Key name="a" /> : outcome === rejecting ? <Key name="r" /> : undefined}
              >
                {labelOf(outcome)}
                {outcome.targets.length > 0 && '…'}
              </Button>
            ))}
          </div>
        </>
      )}
      {error && (
        <p className={classes.error} role="alert">
          {error.message} {error instanceof Problem && <code>{error.code}</code>}
        </p>
      )}
    </footer>
  )
}

const Key = ({ name }: { name: string }) => (
  <Kbd size="xs" className={classes.key!} aria-hidden>
    {name}
  </Kbd>
)
