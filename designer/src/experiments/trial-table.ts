import type { ExperimentDetail, Trial } from '../api/experiments'
import { isRecord, type Plot } from '../evidence/evidence'

/** What a tuning looks for, as its configuration says. */
export interface Goal {
  metric: string
  /** Larger is better. */
  up: boolean
}

export function goalOf(detail: ExperimentDetail): Goal {
  const search = isRecord(detail.configuration) && isRecord(detail.configuration['search']) ? detail.configuration['search'] : {}
  return { metric: typeof search['metric'] === 'string' ? search['metric'] : 'score', up: search['goal'] !== 'minimize' }
}

/** The hyperparameters whose range is looked through by orders of magnitude. */
export function logarithmic(detail: ExperimentDetail): ReadonlySet<string> {
  const space = isRecord(detail.configuration) && isRecord(detail.configuration['space']) ? detail.configuration['space'] : {}
  return new Set(Object.entries(space).filter(([, range]) => isRecord(range) && range['$'] === 'log').map(([name]) => name))
}

export const scoreOf = (trial: Trial): number | null => trial.scores.at(-1)?.score ?? null
export const epochsOf = (trial: Trial): number => trial.scores.at(-1)?.epochs ?? 0

/** Of two trials the one that went further is ahead; of two that went as far, the one with the better score. */
export function bestOf(trials: readonly Trial[], goal: Goal): Trial | undefined {
  return trials
    .filter((trial) => scoreOf(trial) !== null)
    .reduce<Trial | undefined>((best, trial) => {
      if (!best) return trial
      const further = trial.scores.length - best.scores.length
      return further > 0 || (further === 0 && better(scoreOf(trial)!, scoreOf(best)!, goal)) ? trial : best
    }, undefined)
}

const better = (a: number, b: number, goal: Goal) => (goal.up ? a > b : a < b)

export const parametersOf = (trials: readonly Trial[]): string[] => [...new Set(trials.flatMap((trial) => Object.keys(trial.parameters)))]

/** How the best score came about: each trial's, and the best of all until then. */
export function progressOf(trials: readonly Trial[], goal: Goal): Plot {
  const own: [number, number][] = []
  const best: [number, number][] = []
  for (const trial of trials) {
    const score = scoreOf(trial)
    if (score === null) continue
    own.push([trial.number, score])
    const before = best.at(-1)?.[1]
    best.push([trial.number, before === undefined || better(score, before, goal) ? score : before])
  }
  return { kind: 'plot', title: '', bars: false, x: 'trial', y: goal.metric, series: [{ name: 'best so far', points: best }, { name: 'each trial', points: own }] }
}
