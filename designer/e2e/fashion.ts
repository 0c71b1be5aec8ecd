import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { json } from './api'

/** A node of the model pipeline, as a person draws it. */
export interface Drawn {
  /** As the palette calls it. */
  item: string
  /** What a step is called then; a block has no name, and the picture calls it by this. */
  name: string
  block?: true
  /** The line that it is put on; otherwise it comes behind what was drawn before it. */
  on?: string
  /** Fields of the panel that are filled in, in their order; behind `=` comes an expression where the panel expects a text. */
  fields: Record<string, string>
  settings?: Record<string, string>
  /** Where rejecting leads back. */
  back?: readonly string[]
}

const text = readFileSync(join(import.meta.dirname, '../../pipelines/fashion/model.dlflow'), 'utf8')

export const example = {
  parameters: '(train: dataset<fashion>, test: dataset<fashion>, trials: int = 10, epochs: int = 12)',
  results: '-> (version: model, card: artifact, evaluation: metrics)',
  model: text.match(/\/\/\/[^\n]*\nmodel [\s\S]*?\n\}/)![0],
  most: 5,
}

const back = ['prepared', 'tuning', 'training']
const often = { prefers: 'prefers gpu 1', retry: 'retry 3, backoff 2s..1m' }

/** The model pipeline for Fashion-MNIST, in the order in which it is drawn. */
export const fashion: Drawn[] = [
  { item: 'Create experiment', name: 'experiment', fields: { name: 'fashion', from: 'main' } },
  { item: 'Data analysis', name: 'analysis', fields: { data: 'train' } },
  { item: 'Preprocess', name: 'prepared', fields: { data: 'train', scale: '0..1' }, settings: { cache: 'cache' } },
  { item: 'Split data', name: 'split', fields: { data: 'prepared.data', first: '80%', seed: '42' } },
  {
    item: 'Tune',
    name: 'tuning',
    fields: {
      model: 'fashion_mlp', train: 'split.first', validation: 'split.rest', search: 'asha(metric: accuracy, goal: maximize, trials: trials, epochs: 5)',
      space: '{ hidden: int(32..256), drop: uniform(0.0..0.3), lr: log(1e-4..1e-2) }', optimizer: 'adam()', batch: '64', seed: '41 + tuning.iteration',
    },
    settings: { ...often, timeout: 'timeout 2h' },
  },
  {
    item: 'Train',
    name: 'training',
    fields: {
      model: 'fashion_mlp(hidden: tuning.best.hidden, drop: tuning.best.drop)', train: 'split.first', validation: 'split.rest',
      optimizer: 'adam(lr: tuning.best.lr)', epochs: 'epochs', batch: '64', seed: '42',
    },
    settings: { ...often, checkpoint: 'checkpoint every 1 epoch' },
  },
  {
    item: 'Approval',
    name: 'experiment_evaluation',
    fields: { title: 'Is this experiment good enough to register?', show: '[tuning.trials, training.curves, training.metrics, training.confusion]', choose: 'training.checkpoints' },
    settings: { by: 'by data_scientist', due: 'due 3d, then model_validator' },
    back,
  },
  { item: 'Register model', name: 'registration', fields: { name: 'fashion', checkpoint: 'experiment_evaluation.chosen', prepare: 'prepared.transform', data: 'train' } },
  { item: 'Evaluate model', name: 'evaluation', fields: { model: 'registration.version', data: 'test' } },
  {
    item: 'Approval',
    name: 'decision',
    fields: { title: 'Submit ${registration.version}?', show: '[evaluation.metrics, evaluation.confusion]' },
    settings: { by: 'by data_scientist' },
    back,
  },
  { item: 'Submit model', name: 'submission', fields: { model: 'registration.version', experiment: '=experiment.branch' } },
  { item: 'Return', name: 'return#1', block: true, fields: { 'part-results': 'version: registration.version, card: submission.card, evaluation: evaluation.metrics' } },
  { item: 'If', name: 'if#1', block: true, on: 'evaluation done decision', fields: { 'part-condition': 'evaluation.accuracy < 80%' } },
  { item: 'Fail', name: 'fail#1', block: true, on: 'if#1 true decision', fields: { 'part-message': '"accuracy ${evaluation.accuracy} is under 80 %"' } },
]

interface Said {
  name?: string
  kind?: string
  part?: string
  text: string
}

interface Source {
  pictures: { edges: { from: string; outcome: string; to: string[]; feedback: boolean; max?: number }[] }[]
  pipelines: { parameters_text: string; results_text: string; nodes: { id: string; callee?: string; arguments: Said[]; settings: Said[]; parts: Said[] }[] }[]
  declarations: { name: string; kind: string }[]
  diagnostics: { severity: string; message: string }[]
}

/**
 * What a file of the model pipeline says, whatever its comments, the order of what is named and the name of the pipeline. A default that is written out
 * (`loss: cross_entropy`, the only loss there is) says nothing.
 */
export async function meaning(path: string): Promise<unknown> {
  const { text } = await json<{ text: string }>(`/sources/file?path=${encodeURIComponent(path)}`)
  const { pictures, pipelines, declarations, diagnostics } = await json<Source>('/sources/drawing', { path, texts: {} })
  const { parameters_text, results_text, nodes } = pipelines[0]!
  const said = (all: Said[]) => Object.fromEntries(all.map((one) => [one.name ?? one.kind ?? one.part, one.text]).filter(([name]) => name !== 'loss'))
  return {
    model: text.match(/\nmodel [\s\S]*?\n\}/)?.[0],
    names: declarations.map(({ name, kind }) => `${kind} ${name}`),
    parameters: parameters_text,
    results: results_text,
    nodes: nodes.map(({ id, callee, ...node }) => ({ id, callee, arguments: said(node.arguments), settings: said(node.settings), parts: said(node.parts) })),
    edges: pictures[0]!.edges.map(({ from, outcome, to, feedback, max }) => `${from} ${outcome} ${feedback ? `back to ${to.join(' or ')}, ${max} times` : to.join()}`).sort(),
    errors: diagnostics.filter((one) => one.severity === 'error').map((one) => one.message),
  }
}
