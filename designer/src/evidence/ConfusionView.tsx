import { number } from '../format/numbers'
import classes from './ConfusionView.module.css'
import type { Confusion } from './evidence'

/** True classes down, found classes across; the darker, the larger a share of its row. What is off the diagonal is in another colour. */
export function ConfusionView({ confusion: { labels, counts, title } }: { confusion: Confusion }) {
  const total = counts.flat().reduce((sum, count) => sum + count, 0)
  const hits = counts.reduce((sum, row, at) => sum + (row[at] ?? 0), 0)
  return (
    <div className={classes.around} tabIndex={0} role="region" aria-label={title || 'Confusion matrix'}>
      <table className={classes.map}>
        <caption>
          Rows are what items are, columns what they were taken for. {number(hits)} of {number(total)} lie on the diagonal ({total > 0 ? `${((hits / total) * 100).toFixed(1)} %` : '–'}).
        </caption>
        <thead>
          <tr>
            <td />
            {labels.map((label) => (
              <th key={label} scope="col">
                <span>{label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((row, at) => {
            const sum = row.reduce((a, b) => a + b, 0)
            return (
              <tr key={labels[at]}>
                <th scope="row">{labels[at]}</th>
                {row.map((count, column) => {
                  const share = sum === 0 ? 0 : count / sum
                  return (
                    <td
                      key={column}
                      data-right={column === at || undefined}
                      data-strong={share > 0.55 || undefined}
                      style={{ '--share': `${Math.round((column === at ? share : Math.min(1, share * 3)) * 100)}%` } as React.CSSProperties}
                      title={`${labels[at]} taken for ${labels[column]}: ${number(count)} of ${number(sum)} (${(share * 100).toFixed(1)} %)`}
                    >
                      {count === 0 ? '' : count}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
