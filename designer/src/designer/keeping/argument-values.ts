import type { Input } from '../../api/sources'

/** What was typed, as a run takes it: numbers and yes or no by the parameter's type, JSON where it is some, or else the text. What is left empty has its default. */
export function argumentValues(parameters: readonly Input[], typed: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(parameters.flatMap(({ name, type }) => {
    const text = typed[name]?.trim() ?? ''
    return text === '' ? [] : [[name, valueOf(type.kind, text)]]
  }))
}

function valueOf(kind: Input['type']['kind'], text: string): unknown {
  if (kind === 'string') return text
  if (kind === 'int' || kind === 'float') return Number(text)
  if (kind === 'bool') return text === 'true'
  try {
    return JSON.parse(text)
  } catch {
    return text // a handle, a path, a duration
  }
}
