import { useCallback, useState } from 'react'
import { isRecord } from '../evidence/evidence'

/** What somebody has begun to say about a task; kept in the browser until it is sent, so that a reload loses nothing. */
export interface Draft {
  comment: string
  /** Counted from 1; null while none was chosen. */
  choice: number | null
  /** The outcome whose place to go back to is being chosen. */
  outcome: string | null
  target: string | null
  /** What was filled into the form, by field. */
  values: Record<string, unknown>
}

const none: Draft = { comment: '', choice: null, outcome: null, target: null, values: {} }
const prefix = 'deepflow.draft.'

export function readDraft(text: string | null): Draft {
  if (text === null) return none
  try {
    const kept = JSON.parse(text) as Partial<Draft> | null
    return {
      comment: typeof kept?.comment === 'string' ? kept.comment : '',
      choice: typeof kept?.choice === 'number' ? kept.choice : null,
      outcome: typeof kept?.outcome === 'string' ? kept.outcome : null,
      target: typeof kept?.target === 'string' ? kept.target : null,
      values: isRecord(kept?.values) ? kept.values : {},
    }
  } catch {
    return none // written by something else
  }
}

export function useDraft(task: string): [Draft, (change: Partial<Draft>) => void, () => void] {
  const key = prefix + task
  const [draft, setDraft] = useState(() => readDraft(localStorage.getItem(key)))
  const change = useCallback(
    (part: Partial<Draft>) =>
      setDraft((before) => {
        const after = { ...before, ...part }
        localStorage.setItem(key, JSON.stringify(after))
        return after
      }),
    [key],
  )
  const forget = useCallback(() => localStorage.removeItem(key), [key])
  return [draft, change, forget]
}
