import { useElementSize } from '@mantine/hooks'
import { memo, useMemo } from 'react'
import type { Trial } from '../api/experiments'
import { valueText } from '../evidence/value-text'
import { axisOf, type Axis } from './axes'
import classes from './ParallelCoordinates.module.css'
import { epochsOf, parametersOf, scoreOf, type Goal } from './trial-table'

const height = 240
const side = 54 // pixels on either side, for what is written there
const top = 34
const bottom = 26

interface Props {
  trials: readonly Trial[]
  goal: Goal
  logarithmic: ReadonlySet<string>
  best: number | undefined
  chosen: number | undefined
  onChoose: (trial: number | undefined) => void
}

/** Each trial is a line through its hyperparameters to its score: what good ones have in common shows. The table below says the same. */
export function ParallelCoordinates({ trials, goal, logarithmic, best, chosen, onChoose }: Props) {
  const { ref, width } = useElementSize()
  const axes = useMemo(
    () => [
      ...parametersOf(trials).map((name) => axisOf(name, trials.map((trial) => (trial.parameters as Record<string, unknown>)[name]), logarithmic.has(name))),
      axisOf('epochs', trials.map(epochsOf), false),
      axisOf(goal.metric, trials.map(scoreOf), false),
    ],
    [trials, goal.metric, logarithmic],
  )
  const x = (at: number) => side + (at * (width - 2 * side)) / Math.max(1, axes.length - 1)
  const y = (share: number) => height - bottom - share * (height - top - bottom)
  const valuesOf = (trial: Trial) => [...axes.slice(0, -2).map((axis) => (trial.parameters as Record<string, unknown>)[axis.name]), epochsOf(trial), scoreOf(trial)]
  const last = axes.at(-1)!
  return (
    <div ref={ref} className={classes.around}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={`${trials.length} trials as lines over ${axes.map((axis) => axis.name).join(', ')}; the table of trials says the same`}>
          {trials.map((trial) => {
            const share = last.at(scoreOf(trial))
            const strength = share === null ? 0 : goal.up ? share : 1 - share
            return (
              <Line
                key={trial.number}
                number={trial.number}
                path={pathOf(valuesOf(trial).map((value, at) => [x(at), axes[at]!.at(value)]), y)}
                strength={strength}
                best={trial.number === best}
                chosen={trial.number === chosen}
                dimmed={chosen !== undefined && trial.number !== chosen}
                onChoose={onChoose}
              />
            )
          })}
          {axes.map((axis, at) => (
            <AxisView key={axis.name} axis={axis} x={x(at)} y={y} end={at === axes.length - 1} />
          ))}
        </svg>
      )}
    </div>
  )
}

function pathOf(points: readonly (readonly [number, number | null])[], y: (share: number) => number): string {
  const known = points.filter((point): point is readonly [number, number] => point[1] !== null)
  return known.map(([at, share], index) => `${index === 0 ? 'M' : 'L'}${at.toFixed(1)},${y(share).toFixed(1)}`).join('')
}

interface LineProps {
  number: number
  path: string
  /** 0..1, the better the stronger. */
  strength: number
  best: boolean
  chosen: boolean
  dimmed: boolean
  onChoose: (trial: number | undefined) => void
}

const Line = memo(function Line({ number, path, strength, best, chosen, dimmed, onChoose }: LineProps) {
  return (
    <g className={classes.line} data-best={best || undefined} data-chosen={chosen || undefined} data-dimmed={dimmed || undefined} onClick={() => onChoose(chosen ? undefined : number)}>
      <path d={path} className={classes.reach} />
      <path d={path} style={{ '--strength': `${Math.round(15 + strength * 85)}%` } as React.CSSProperties} className={classes.stroke}>
        <title>{`Trial ${number}${best ? ', the best' : ''}`}</title>
      </path>
    </g>
  )
})

function AxisView({ axis, x, y, end }: { axis: Axis; x: number; y: (share: number) => number; end: boolean }) {
  return (
    <g className={classes.axis} data-end={end || undefined} aria-hidden>
      <line x1={x} x2={x} y1={y(0)} y2={y(1)} />
      <text x={x} y={14} textAnchor="middle">
        {axis.name}
      </text>
      {axis.ticks.map((tick) => (
        <text key={String(tick.value)} x={x} y={y(tick.at) + (tick.at === 0 ? 15 : tick.at === 1 ? -5 : 4)} textAnchor="middle" className={classes.tick}>
          {valueText(tick.value)}
        </text>
      ))}
    </g>
  )
}
