import type { JournalRow } from '../api/instances'
import { words } from '../format/words'

/** What happened, as a sentence begins: the step and the person stand beside it. */
export function journalWords(row: JournalRow): string {
  const data = row.data as Record<string, unknown>
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : undefined)
  switch (row.kind) {
    case 'started':
      return `The run began${text('entry') ? ` at ${text('entry')}` : ''}`
    case 'entered':
      return data['task'] ? 'People were asked' : 'Entered'
    case 'claimed':
      return `Taken by a worker${typeof data['attempt'] === 'number' && data['attempt'] > 1 ? `, attempt ${data['attempt']}` : ''}`
    case 'decision':
      return `Decided: ${words(text('outcome') ?? '')}${text('target') ? `, back to ${text('target')}` : ''}`
    case 'completed':
      return `Done${text('outcome') && text('outcome') !== 'done' ? `: ${words(text('outcome')!)}` : ''}`
    case 'called':
      return `Called ${text('pipeline') ? words(text('pipeline')!) : 'a pipeline'}`
    case 'task_commented':
      return 'Said something about it'
    case 'returned':
      return `What it called has ${text('status') ?? 'ended'}`
    case 'round':
      return `Round ${row.round} begins here`
    case 'incident':
      return `Stands still: ${text('message') ?? text('code') ?? 'it needs a person'}`
    case 'attempt_failed':
      return `An attempt failed: ${text('error') ?? text('message') ?? ''}`
    default:
      return `${words(row.kind)}${text('to') ? ` to ${text('to')}` : ''}`
  }
}

/** What a person added in their own words. */
export function journalRemark(row: JournalRow): string | undefined {
  if (row.kind === 'completed') return undefined // the decision above it says the same
  const data = row.data as Record<string, unknown>
  for (const name of ['comment', 'reason', 'text']) if (typeof data[name] === 'string' && data[name] !== '') return data[name]
  return undefined
}
