import type { TaskRound } from '../api/tasks'
import { Time } from '../format/Time'
import { words } from '../format/words'
import { useMe } from '../frame/me'
import classes from './History.module.css'

/** What was said in the earlier rounds of this loop, the latest first. */
export function History({ earlier }: { earlier: readonly TaskRound[] }) {
  const { everyone } = useMe()
  const nameOf = (name: string | null | undefined) => everyone.find((one) => one.name === name)?.display ?? name
  if (earlier.length === 0) return null
  return (
    <section className={classes.history} aria-labelledby="earlier">
      <h2 id="earlier">Earlier rounds</h2>
      <ol>
        {earlier.map(({ task, decisions }) => (
          <li key={task.id}>
            <span className={classes.round}>Round {task.iteration}</span>
            <div>
              {decisions.length === 0 && 'Withdrawn before anybody decided'}
              {decisions.map((decision) => (
                <div key={decision.person}>
                  <b>{nameOf(decision.person)}</b> said <b>{task.outcomes.find((outcome) => outcome.name === decision.outcome)?.label ?? words(decision.outcome)}</b>
                  {decision.target && (
                    <>
                      {' '}
                      and sent it back to <b>{decision.target.split('.').map(words).join(' › ')}</b>
                    </>
                  )}
                  {decision.comment && (
                    <p className={classes.comment} dir="auto">
                      {decision.comment}
                    </p>
                  )}
                </div>
              ))}
            </div>
            <Time at={task.decided_at ?? task.created_at} className={classes.time!} />
          </li>
        ))}
      </ol>
    </section>
  )
}
