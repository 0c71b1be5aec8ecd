import { Button } from '@mantine/core'
import { IconBrain, IconCube, IconDatabase, IconAdjustmentsHorizontal, type IconProps } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ComponentType } from 'react'
import { Link } from 'react-router'
import { lineageOf, type LineageThing } from '../api/tasks'
import { number } from '../format/numbers'
import { Time } from '../format/Time'
import { words } from '../format/words'
import classes from './Lineage.module.css'
import { levelsOf } from './lineage-levels'
import { Standing } from './Standing'

const icons: Record<string, ComponentType<IconProps>> = { model: IconCube, training: IconBrain, tuning: IconAdjustmentsHorizontal, data: IconDatabase }
const atFirst = 3

/** What is decided on: beside what serves now, and what it is made of, back to the data from outside. */
export function Lineage({ task }: { task: string }) {
  const { data } = useQuery(lineageOf(task))
  const [whole, setWhole] = useState(false)
  if (!data || (data.things.length === 0 && data.standing.length === 0)) return null
  const levels = levelsOf(data.things)
  const hidden = levels.slice(atFirst).flat().length
  return (
    <section className={classes.lineage} aria-labelledby="made-of">
      <h2 id="made-of">What this is made of</h2>
      {data.standing.map((one) => (
        <Standing key={`${one.model} ${one.candidate}`} standing={one} />
      ))}
      <ol>
        {(whole ? levels : levels.slice(0, atFirst)).map((level) => (
          <li key={level[0]!.id}>
            {level.map((thing) => (
              <Thing key={thing.id} thing={thing} />
            ))}
          </li>
        ))}
      </ol>
      {hidden > 0 && (
        <Button variant="subtle" size="compact-xs" onClick={() => setWhole(!whole)}>
          {whole ? 'Less of it' : `All the way back to where the data came from (${hidden} more)`}
        </Button>
      )}
    </section>
  )
}

function Thing({ thing }: { thing: LineageThing }) {
  const Icon = icons[thing.kind] ?? IconDatabase
  const facts = [thing.stage && words(thing.stage), thing.accuracy != null && `${(thing.accuracy * 100).toFixed(1)} %`, thing.items != null && `${number(thing.items)} items`].filter(Boolean)
  return (
    <div className={classes.thing} data-asked={thing.asked || undefined}>
      <span className={classes.icon} title={words(thing.kind)}>
        <Icon size={15} stroke={1.7} aria-hidden />
      </span>
      <span className={classes.title} title={thing.id}>
        {thing.kind === 'training' ? `Training of ${thing.title}` : thing.kind === 'tuning' ? `Tuning of ${thing.title}` : thing.title}
      </span>
      <span className={classes.facts}>{facts.join(' · ')}</span>
      <span className={classes.made}>
        {words(thing.operation)} in{' '}
        <Link to={`/instances/${thing.instance}?step=${encodeURIComponent(thing.step)}`}>
          {words(thing.pipeline)} · {thing.step}
        </Link>{' '}
        <Time at={thing.at} />
        {thing.note && <bdi> · {thing.note}</bdi>}
      </span>
    </div>
  )
}
