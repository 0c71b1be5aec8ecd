import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Link } from 'react-router'
import { taskPage, useDecide, type DecisionRequest, type TaskPage as Page } from '../api/tasks'
import { EvidenceView } from '../evidence/EvidenceView'
import { PlainView } from '../evidence/PlainView'
import { Id } from '../format/Id'
import { Time, useNow } from '../format/Time'
import { roleName, words } from '../format/words'
import { Failure } from '../frame/Failure'
import { useMe } from '../frame/me'
import { PageLoading } from '../frame/PageLoading'
import { useTell } from '../frame/Notices'
import { useGone } from '../frame/use-gone'
import { Assignment } from './Assignment'
import { Choices } from './Choices'
import { Comments } from './Comments'
import { DecisionBar } from './DecisionBar'
import { useDraft } from './draft'
import { DueBadge } from './DueBadge'
import { FormFields } from './FormFields'
import { History } from './History'
import { Lineage } from './Lineage'
import { Settled } from './Settled'
import classes from './TaskPage.module.css'

/** A task: evidence first, then what is asked, then what was said in earlier rounds; the ways to decide stay in sight. */
export function TaskPage({ id, onDecided }: { id: string; onDecided: () => void }) {
  const { data, error, refetch } = useQuery(taskPage(id))
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  return data ? <Task page={data} onDecided={onDecided} /> : <PageLoading />
}

function Task({ page, onDecided }: { page: Page; onDecided: () => void }) {
  const { task } = page
  const { person } = useMe()
  const tell = useTell()
  const gone = useGone()
  const [draft, change, forget] = useDraft(task.id)
  const labelOf = (outcome: string) => task.outcomes.find((one) => one.name === outcome)?.label ?? words(outcome)
  const decide = useDecide(task.id, {
    onSuccess: (result, { outcome }) => {
      forget()
      tell(result.decided ? `${labelOf(outcome)}: ${task.title}` : `${labelOf(outcome)}: ${result.approved} of ${result.required} have, ${task.title}`, `/inbox/${task.id}`)
      onDecided()
    },
    onError: (error, { outcome }) => gone.tell(`Not decided: ${labelOf(outcome)}, ${task.title}. ${error.message}`, `/inbox/${task.id}`),
  })
  const wasOpen = useRef(task.status === 'open')
  const now = useNow(30_000)
  const input = task.input as Record<string, unknown>
  const show = Array.isArray(input['show']) ? (input['show'] as unknown[]) : []
  const choose = Array.isArray(input['choose']) ? (input['choose'] as unknown[]) : []
  const given = Object.fromEntries(Object.entries(input).filter(([name]) => !['title', 'show', 'choose'].includes(name)))

  const send = (outcome: string, target: string | null) => {
    if (!person) return
    decide.mutate({
      outcome,
      as: person.name,
      to: target,
      comment: draft.comment.trim() || null,
      choice: draft.choice,
      ...(Object.keys(draft.values).length > 0 && { values: draft.values as DecisionRequest['values'] }),
    })
  }

  return (
    <article className={classes.task}>
      <div className={classes.scroller}>
        <div className={classes.page}>
          <header>
            <h1 dir="auto">{task.title}</h1>
            <p className={classes.facts}>
              <Link to={`/instances/${task.root}?step=${encodeURIComponent(task.node)}`}>
                {words(task.pipeline)} · {words(task.node)}
              </Link>
              <span>for {task.roles.map(roleName).join(' or ')}</span>
              <span>
                asked <Time at={task.created_at} />
              </span>
              {task.iteration > 1 && <span className={classes.round}>round {task.iteration}</span>}
              {task.due_at && task.status === 'open' && <DueBadge at={task.due_at} overdue={new Date(task.due_at) < now} />}
              {task.required > 1 && (
                <span>
                  {task.approved.length} of {task.required} approvals{task.approved.length > 0 && `: ${task.approved.join(', ')}`}
                </span>
              )}
              <Assignment task={task} candidates={page.candidates} />
              <Id id={task.id} />
            </p>
          </header>
          {task.status !== 'open' && <Settled task={task} whileOpen={wasOpen.current} unsent={draft.comment} />}
          {show.length > 0 && (
            <div className={classes.evidence}>
              {show.map((value, at) => (
                <EvidenceView key={at} value={value} />
              ))}
            </div>
          )}
          {Object.keys(given).length > 0 && (
            <section className={classes.given} aria-label="Given">
              <PlainView value={given} />
            </section>
          )}
          <Lineage task={task.id} />
          {choose.length > 0 && <Choices values={choose} chosen={draft.choice} disabled={task.status !== 'open'} onChoose={(choice) => change({ choice })} />}
          {page.form && <FormFields form={page.form} values={draft.values} disabled={task.status !== 'open'} onChange={(values) => change({ values })} />}
          <Comments task={task.id} comments={page.comments} />
          <History earlier={page.earlier} />
        </div>
      </div>
      {task.status === 'open' && <DecisionBar task={task} candidates={page.candidates} draft={draft} onChange={change} onDecide={send} sending={decide.isPending} error={decide.error} />}
    </article>
  )
}
