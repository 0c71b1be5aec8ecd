import type { ModelStanding } from '../api/tasks'
import classes from './Standing.module.css'

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

/** A version beside the one that serves, where both were measured on the same data. */
export function Standing({ standing: { model, production, candidate, data, production_accuracy: serves, candidate_accuracy: other } }: { standing: ModelStanding }) {
  if (!production)
    return (
      <p className={classes.words}>
        No version of <b>{model}</b> is in production yet{candidate ? `: ${candidate} would be the first.` : '.'}
      </p>
    )
  if (candidate === production)
    return (
      <p className={classes.words}>
        <b>{production}</b> is what is in production now.
      </p>
    )
  if (serves == null || other == null)
    return (
      <p className={classes.words}>
        <b>{production}</b> is in production{candidate ? `; it was never measured on the same data as ${candidate}.` : '.'}
      </p>
    )
  const gain = (other - serves) * 100
  return (
    <figure className={classes.pair} aria-label={`${candidate} beside ${production}`}>
      <Bar name={candidate!} note="this one" share={other} strong />
      <Bar name={production} note="in production" share={serves} />
      <figcaption>
        <b data-gain={gain >= 0 ? 'up' : 'down'}>
          {gain >= 0 ? '+' : '−'}
          {Math.abs(gain).toFixed(1)} points
        </b>{' '}
        of accuracy on the same data <code>{data?.slice(0, 12)}</code>
      </figcaption>
    </figure>
  )
}

function Bar({ name, note, share, strong = false }: { name: string; note: string; share: number; strong?: boolean }) {
  return (
    <div className={classes.bar} data-strong={strong || undefined}>
      <span className={classes.name}>
        {name} <span>{note}</span>
      </span>
      <span className={classes.lane}>
        <span style={{ width: percent(share) }} />
      </span>
      <span className="numbers">{percent(share)}</span>
    </div>
  )
}
