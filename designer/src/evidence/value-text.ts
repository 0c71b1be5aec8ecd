import { bytes, number } from '../format/numbers'
import { isRecord, type Value } from './evidence'

/** A value on one line, as it would read in a text. */
export function valueText(value: Value): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'string') return value
  if (typeof value === 'number') return number(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map(valueText).join(', ')
  if (!isRecord(value)) return String(value)
  if (typeof value['$duration'] === 'string') return value['$duration']
  if (typeof value['$size'] === 'number') return bytes(value['$size'])
  if (Array.isArray(value['$range'])) return value['$range'].map(valueText).join(' to ')
  if ('$quote' in value) return '(a rule)'
  if (typeof value['id'] === 'string') return value['id']
  if (isRecord(value['definition']) && typeof value['definition']['name'] === 'string') return value['definition']['name']
  if (typeof value['title'] === 'string') return value['title']
  const fields = Object.entries(value).filter(([name]) => name !== '$')
  const inner = fields.map(([name, field]) => `${name}: ${valueText(field)}`).join(', ')
  return typeof value['$'] === 'string' ? (inner ? `${value['$']}(${inner})` : value['$']) : `{ ${inner} }`
}
