import { useState } from 'react'
import { Button } from '@mantine/core'
import { words } from '../format/words'
import type { Table, Value } from './evidence'
import classes from './TableView.module.css'
import { valueText } from './value-text'

const atFirst = 12

export function TableView({ table }: { table: Pick<Table, 'columns' | 'rows' | 'title'> }) {
  const [whole, setWhole] = useState(false)
  const rows = whole ? table.rows : table.rows.slice(0, atFirst)
  const best = table.columns.indexOf('best')
  return (
    <div className={classes.around} tabIndex={0} role="region" aria-label={table.title || 'Table'}>
      <table className={classes.table}>
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={at} scope="col" data-number={typeof table.rows[0]?.[at] === 'number' || undefined}>
                {words(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at} data-best={(best >= 0 && row[best] === true) || undefined}>
              {table.columns.map((_, column) => (
                <Cell key={column} value={row[column]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length > atFirst && (
        <Button variant="subtle" size="compact-xs" onClick={() => setWhole(!whole)}>
          {whole ? 'Fewer rows' : `All ${table.rows.length} rows`}
        </Button>
      )}
    </div>
  )
}

function Cell({ value }: { value: Value }) {
  return <td data-number={typeof value === 'number' || undefined}>{valueText(value)}</td>
}
