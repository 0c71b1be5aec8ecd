import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { partsOf, type PartCounts } from '../api/instances'
import { duration } from '../format/time'
import { useNow } from '../format/Time'
import { partsInWords } from '../pictures/part-words'
import { StateIcon } from '../pictures/StateIcon'
import { partRows, type PartRow } from './part-rows'
import classes from './Parts.module.css'

interface Props {
  run: string
  step: string
  iteration: number
  counts: PartCounts
  underWay: boolean
}

/** The jobs that one step owns, the trials of a tuning say: where each stands, who works on it, and how far it is. */
export function Parts({ run, step, iteration, counts, underWay }: Props) {
  const { data } = useQuery(partsOf(run, step, underWay))
  const rows = useMemo(() => data && partRows(data, iteration), [data, iteration])
  return (
    <section className={classes.parts} aria-label="Parts">
      <h3>
        Parts <span>{partsInWords(counts)}</span>
      </h3>
      {!rows ? (
        <Skeleton height={120} />
      ) : rows.length === 0 ? null : (
        <ul>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Row({ row }: { row: PartRow }) {
  const now = useNow(1000).getTime()
  return (
    <li>
      <StateIcon state={row.state} size={16} />
      <span className={classes.name}>{row.name}</span>
      <span className={classes.text} title={row.text || undefined} dir="auto">
        {row.progress !== undefined && <progress className={classes.progress} value={row.progress} aria-label={`${row.name}, how far it is`} />}
        {row.text}
      </span>
      <span className={classes.worker} title={row.worker && `Worker ${row.worker}`}>
        {row.worker}
      </span>
      <span className={classes.took}>{row.from !== undefined && duration((row.to ?? now) - row.from)}</span>
    </li>
  )
}
