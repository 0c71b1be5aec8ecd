import type { Where } from '../../api/sources'

/** What is asked for before an edit can be done. */
export type Dialog =
  | { kind: 'insert'; where: Where }
  | { kind: 'connect'; node: string; outcome?: string; target?: string }
  | { kind: 'loop'; node: string; outcome: string; target: string }
  | { kind: 'wrap'; nodes: readonly string[] }
  | { kind: 'go' }
  | { kind: 'rename-text'; at: number; name: string }
  | { kind: 'pipeline' }
  | { kind: 'use' }
  | { kind: 'declare' }
  | { kind: 'delete-pipeline' }
  | { kind: 'save' }
  | { kind: 'versions' }
  | { kind: 'run' }
  | { kind: 'publish' }
