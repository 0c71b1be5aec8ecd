import 'uplot/dist/uPlot.min.css'
import { useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useMemo, useRef, useState } from 'react'
import uPlot from 'uplot'
import { number } from '../format/numbers'
import classes from './Curves.module.css'
import { alignSeries, summary } from './curve-data'
import type { Plot } from './evidence'
import { TableView } from './TableView'

const height = 230
const strokes = ['--accent', '--loop', '--done', '--person', '--failed', '--waiting', '--quiet']

/** Lines over steps; a sentence for each and a table say the same to whoever does not see them. */
export default function Curves({ plot }: { plot: Plot }) {
  const { ref, width } = useElementSize()
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot>(undefined)
  const scheme = useComputedColorScheme('light')
  const [asTable, setAsTable] = useState(false)
  const data = useMemo(() => alignSeries(plot.series), [plot])
  const empty = data[0]!.length === 0
  const shape = JSON.stringify([plot.x, plot.series.map((series) => series.name)])

  useEffect(() => {
    if (!place.current || width === 0 || asTable || empty) return
    chart.current = new uPlot(optionsFor(plot, width), data as uPlot.AlignedData, place.current)
    return () => {
      chart.current?.destroy()
      chart.current = undefined
    }
    // Size and data are set below, without building the chart anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shape, scheme, asTable, empty, width === 0])

  useEffect(() => {
    chart.current?.setData(data as uPlot.AlignedData)
  }, [data])

  useEffect(() => {
    if (width > 0) chart.current?.setSize({ width, height })
  }, [width])

  return (
    <div ref={ref} className={classes.curves}>
      <ul className={classes.legend}>
        {plot.series.map((series, at) => (
          <li key={series.name} style={{ '--stroke': `var(${strokes[at % strokes.length]})` } as React.CSSProperties}>
            {series.name} <b>{number(series.points.at(-1)?.[1] ?? Number.NaN)}</b>
          </li>
        ))}
        {!empty && (
          <li className={classes.toggle}>
            <button type="button" onClick={() => setAsTable(!asTable)}>
              {asTable ? 'As curves' : 'As a table'}
            </button>
          </li>
        )}
      </ul>
      {empty ? (
        <p className={classes.none}>Nothing has been measured yet.</p>
      ) : asTable ? (
        <TableView
          table={{ title: plot.title, columns: [plot.x, ...plot.series.map((series) => series.name)], rows: data[0]!.map((_, row) => data.map((column) => column[row] ?? null)) }}
        />
      ) : (
        <div ref={place} role="img" aria-label={summary(plot)} />
      )}
    </div>
  )
}

function optionsFor(plot: Plot, width: number): uPlot.Options {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const whole = plot.series.every((series) => series.points.every(([x]) => Number.isInteger(x)))
  const axis = { stroke: colour('--text-faint'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), size: 4 }, font: '11px Inter Variable' }
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false },
    scales: { x: { time: false } },
    axes: [{ ...axis, label: plot.x, labelFont: '11px Inter Variable', labelSize: 18, size: 28, incrs: whole ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000] : undefined }, { ...axis, size: 46 }],
    series: [
      {},
      ...plot.series.map((series, at) => ({
        label: series.name,
        stroke: colour(strokes[at % strokes.length]!),
        width: 2,
        spanGaps: true,
        points: { show: (chart: uPlot) => chart.data[0].length < 40, size: 5 },
      })),
    ],
  }
}
