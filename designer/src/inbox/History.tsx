import type { HumanTask } from '../api/tasks'
import { Time } from '../format/Time'
import { words } from '../format/words'
import classes from './History.module.css'

/** What was said in the earlier rounds of this loop, the latest first. */
export function History({ earlier }: { earlier: readonly HumanTask[] }) {
  if (earlier.length === 0) return null
  return (
    <section className={classes.history} aria-labelledby="earlier">
      <h2 id="earlier">Earlier rounds</h2>
      <ol>
        {earlier
          .toSorted((a, b) => b.iteration - a.iteration)
          .map((task) => (
            <li key={task.id}>
              <span className={classes.round}>Round {task.iteration}</span>
              <span>
                {task.status === 'decided' ? (
                  <>
                    <b>{task.decided_by}</b> said <b>{task.outcomes.find((outcome) => outcome.name === task.outcome)?.label ?? words(task.outcome ?? '')}</b>
                    {task.target && (
                      <>
                        {' '}
                        and sent it back to <code>{task.target}</code>
                      </>
                    )}
                  </>
                ) : (
                  'withdrawn before anybody decided'
                )}
              </span>
              <Time at={task.decided_at ?? task.created_at} className={classes.time!} />
            </li>
          ))}
      </ol>
    </section>
  )
}
