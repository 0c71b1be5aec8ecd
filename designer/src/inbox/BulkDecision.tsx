import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useDecideAll, type TaskOutcome } from '../api/tasks'
import { useMe } from '../frame/me'
import { Refused } from '../frame/Refused'
import { useGone } from '../frame/use-gone'
import classes from './BulkDecision.module.css'
import { labelOf } from './DecisionBar'
import type { Row } from './inbox-filter'

const listed = 8

interface Props {
  outcome: TaskOutcome
  rows: readonly Row[]
  onDone: () => void
  onClose: () => void
}

/** Many tasks decided alike, with one comment. Each is answered for itself: what is refused is told with its reason. */
export function BulkDecision({ outcome, rows, onDone, onClose }: Props) {
  const { person } = useMe()
  const [comment, setComment] = useState('')
  const gone = useGone()
  const label = labelOf(outcome)
  const decide = useDecideAll({
    onSuccess: (answers) => {
      onDone()
      gone.tell(`${label}: ${answers.filter((one) => !one.problem).length} of ${rows.length}`)
    },
    onError: gone.refused,
  })
  const titleOf = new Map(rows.map((row) => [row.id, row.title]))
  const refused = decide.data?.filter((answer) => answer.problem) ?? []
  return (
    <Modal opened onClose={onClose} title={decide.data ? `${label}: ${decide.data.length - refused.length} of ${rows.length}` : `${label} ${rows.length} ${rows.length === 1 ? 'task' : 'tasks'}?`}>
      {decide.data ? (
        <div role="status">
          {refused.length === 0 ? <p>All {rows.length} are written down.</p> : <p>{refused.length === 1 ? 'One was' : `${refused.length} were`} not decided:</p>}
          <ul className={classes.list}>
            {refused.map((answer) => (
              <li key={answer.task}>
                <span dir="auto">{titleOf.get(answer.task)}</span>
                <span className={classes.why}>{answer.problem!.detail}</span>
              </li>
            ))}
          </ul>
          <Group justify="flex-end" mt="md">
            <Button data-autofocus onClick={onClose}>
              Good
            </Button>
          </Group>
        </div>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (person) decide.mutate({ tasks: rows.map((row) => row.id), outcome: outcome.name, as: person.name, comment: comment.trim() || null })
          }}
        >
          <ul className={classes.list}>
            {rows.slice(0, listed).map((row) => (
              <li key={row.id} dir="auto">
                {row.title}
              </li>
            ))}
            {rows.length > listed && <li className={classes.why}>and {rows.length - listed} more</li>}
          </ul>
          <Textarea label="Comment" description="Written down with each of them." value={comment} onChange={(event) => setComment(event.currentTarget.value)} autosize minRows={2} data-autofocus dir="auto" />
          <Refused error={decide.error} />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onClose}>
              Not now
            </Button>
            <Button type="submit" loading={decide.isPending} disabled={!person}>
              {label} {rows.length}
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  )
}
