/** A value of the language as JSON has it; what an expression yields, a step returns, a person is shown. */
export type Value = unknown

export interface Metrics {
  kind: 'metrics'
  title: string
  values: [name: string, value: number][]
}

export interface Table {
  kind: 'table'
  title: string
  columns: string[]
  rows: Value[][]
}

export interface Confusion {
  kind: 'confusion'
  title: string
  labels: string[]
  counts: number[][]
}

export interface Plot {
  kind: 'plot'
  title: string
  bars: boolean
  x: string
  y: string
  series: { name: string; points: [number, number][]; categories?: string[] }[]
}

export interface Artifact {
  kind: 'artifact'
  name: string
  mediaType: string
  object: string
  size: number
}

export interface Comparison {
  kind: 'comparison'
  left: Value
  right: Value
}

/** Something without a way of its own to be shown. */
export interface Plain {
  kind: 'plain'
  value: Value
}

export type Evidence = Metrics | Table | Confusion | Plot | Artifact | Comparison | Plain

export const isRecord = (value: Value): value is Record<string, Value> => typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: Value): string => (typeof value === 'string' ? value : '')
const list = (value: Value): Value[] => (Array.isArray(value) ? value : [])
const isNumber = (value: Value): value is number => typeof value === 'number'

/** What kind of thing a value is. Data comes from pipelines: whatever does not have the shape it claims is shown plainly. */
export function evidenceOf(value: Value): Evidence {
  if (!isRecord(value)) return { kind: 'plain', value }
  switch (value['$']) {
    case 'metrics':
      if (isRecord(value['values']))
        return { kind: 'metrics', title: text(value['title']), values: Object.entries(value['values']).filter((pair): pair is [string, number] => isNumber(pair[1])) }
      break
    case 'table':
      if (Array.isArray(value['columns']) && Array.isArray(value['rows'])) return tableOf(text(value['title']), value['columns'].map(String), value['rows'].map(list))
      break
    case 'plot':
      if (Array.isArray(value['series']))
        return { kind: 'plot', title: text(value['title']), bars: value['kind'] === 'bar', x: text(value['x']), y: text(value['y']), series: value['series'].filter(isRecord).map(seriesOf) }
      break
    case 'artifact':
      if (/^[0-9a-f]{64}$/.test(text(value['object'])))
        return { kind: 'artifact', name: text(value['name']), mediaType: text(value['media_type']), object: text(value['object']), size: isNumber(value['size']) ? value['size'] : 0 }
      break
    case 'comparison':
      return { kind: 'comparison', left: value['left'], right: value['right'] }
  }
  return { kind: 'plain', value }
}

function seriesOf(series: Record<string, Value>): Plot['series'][number] {
  const categories = series['categories']
  return {
    name: text(series['name']),
    points: list(series['points']).filter((point): point is [number, number] => Array.isArray(point) && point.length === 2 && point.every(isNumber)),
    ...(Array.isArray(categories) && { categories: categories.map(String) }),
  }
}

/** A table of true classes by found ones is drawn as a map. */
function tableOf(title: string, columns: string[], rows: Value[][]): Table | Confusion {
  const labels = columns.slice(1, 1 + rows.length)
  const square = rows.length > 1 && rows.every((row, at) => row[0] === labels[at] && row.slice(1, 1 + rows.length).every(isNumber))
  return square && columns[0]?.startsWith('true')
    ? { kind: 'confusion', title, labels, counts: rows.map((row) => row.slice(1, 1 + rows.length) as number[]) }
    : { kind: 'table', title, columns, rows }
}
