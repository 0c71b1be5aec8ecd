import type { ExperimentDetail } from '../api/experiments'
import { isRecord } from '../evidence/evidence'
import { words } from '../format/words'

/** What tells one experiment from another, flat: `optimizer.lr`, `space.hidden`, `environment.threads`. */
export function settingsOf(detail: ExperimentDetail): [name: string, value: unknown][] {
  return [...flat('', withoutDefinition(detail.configuration)), ['train data', detail.train_commit.slice(0, 12)], ['validation data', detail.validation_commit.slice(0, 12)], ...flat('environment', detail.environment)]
}

/** Parts of a name that say where a setting stands, and nothing that people look for. */
const places = ['plan', 'model', 'hyperparameters', 'environment']
const spelled: Record<string, string> = { dot_net: 'Runtime', deep_flow: 'DeepFlow', torch_sharp: 'TorchSharp' }

/** `plan.optimizer.lr` as people read it: "Optimizer lr". */
export function settingWords(name: string): string {
  if (name === 'model.name') return 'Model'
  const parts = name.replace(/ kind$/, '').split('.')
  const told = parts.filter((part, at) => at === parts.length - 1 || !places.includes(part))
  return spelled[told.join(' ')] ?? words(told.join(' '))
}

/** The network is told by its name and what it was given; its layers are in the pipeline's text. */
function withoutDefinition(configuration: unknown): unknown {
  if (!isRecord(configuration) || !isRecord(configuration['model'])) return configuration
  const { definition, ...model } = configuration['model']
  return { ...configuration, model: { name: isRecord(definition) ? definition['name'] : undefined, ...model } }
}

function flat(path: string, value: unknown): [string, unknown][] {
  if (!isRecord(value) || '$range' in value || '$duration' in value || '$size' in value || ('$' in value && path.startsWith('space.'))) return path === '' ? [] : [[path, value]]
  return Object.entries(value).flatMap(([name, field]) => (field === undefined ? [] : flat(name === '$' ? `${path} kind` : path === '' ? name : `${path}.${name}`, field)))
}

/** The settings of several side by side; those that differ first. */
export function comparedSettings(details: readonly ExperimentDetail[]): { name: string; values: unknown[]; differs: boolean }[] {
  const each = details.map((detail) => new Map(settingsOf(detail)))
  const names = [...new Set(each.flatMap((one) => [...one.keys()]))]
  return names
    .map((name) => {
      const values = each.map((one) => one.get(name))
      return { name, values, differs: new Set(values.map((value) => JSON.stringify(value))).size > 1 }
    })
    .toSorted((a, b) => Number(b.differs) - Number(a.differs))
}
