import type { Locator, Page } from 'playwright-core'

/** A node of the fashion model pipeline, as a person would draw it. */
export interface Drawn {
  /** As the palette calls it. */
  item: string
  /** What a step is called then; blocks have no name. */
  name?: string
  /** How the picture calls a block. */
  node?: string
  /** The line that it is put on; otherwise the one that leads to the end. */
  on?: string
  /** Fields of the panel that are filled in. */
  fields: Record<string, string>
  /** Where an outcome leads back. */
  back?: { outcome: string; to: string[]; max: number }
}

export const heading = { parameters: '(train: dataset<fashion>, test: dataset<fashion>, trials: int = 10, epochs: int = 12)', results: '-> (version: model, card: artifact, evaluation: metrics)' }

export const mlp = 'model drawn_mlp(hidden: int = 128, drop: float = 0.1) {\n    input image(1, 28, 28)\n    flatten()\n    linear(hidden)\n    relu()\n    dropout(drop)\n    linear(10)\n}'

/** The model pipeline for Fashion-MNIST, in the order in which it is drawn. */
export const fashion: Drawn[] = [
  { item: 'Create experiment', name: 'experiment', fields: { name: 'fashion' } },
  { item: 'Data analysis', name: 'analysis', fields: { data: 'train' } },
  { item: 'Preprocess', name: 'prepared', fields: { data: 'train', scale: '0..1' } },
  { item: 'Split data', name: 'split', fields: { data: 'prepared.data', first: '80%', seed: '42' } },
  {
    item: 'Tune',
    name: 'tuning',
    fields: {
      model: 'drawn_mlp', train: 'split.first', validation: 'split.rest', search: 'asha(metric: accuracy, goal: maximize, trials: trials, epochs: 5)',
      space: '{ hidden: int(32..256), drop: uniform(0.0..0.3), lr: log(1e-4..1e-2) }', optimizer: 'adam()',
    },
  },
  {
    item: 'Train',
    name: 'training',
    fields: { model: 'drawn_mlp(hidden: tuning.best.hidden, drop: tuning.best.drop)', train: 'split.first', validation: 'split.rest', optimizer: 'adam(lr: tuning.best.lr)', epochs: 'epochs' },
  },
  { item: 'Approval', name: 'experiment_evaluation', fields: { title: 'Is this experiment good enough?', choose: 'training.checkpoints' }, back: { outcome: 'reject', to: ['prepared', 'tuning', 'training'], max: 5 } },
  { item: 'Register model', name: 'registration', fields: { name: 'fashion', checkpoint: 'experiment_evaluation.chosen', prepare: 'prepared.transform', data: 'train' } },
  { item: 'Evaluate model', name: 'evaluation', fields: { model: 'registration.version', data: 'test' } },
  { item: 'If', node: 'if#1', fields: { 'part-condition': 'evaluation.accuracy < 80%' } },
  { item: 'Fail', node: 'fail#1', on: 'if#1 true return#1', fields: { 'part-message': '"the model is too poor"' } },
  { item: 'Approval', name: 'decision', on: 'if#1 false return#1', fields: { title: 'Submit it?' }, back: { outcome: 'reject', to: ['prepared', 'tuning', 'training'], max: 5 } },
  { item: 'Submit model', name: 'submission', fields: { model: 'registration.version', experiment: 'experiment.branch' } },
  { item: 'Return', node: 'return#1', on: 'submission done return#1', fields: { 'part-results': 'version: registration.version, card: submission.card, evaluation: evaluation.metrics' } },
]

/** The designer's page with one file open. */
export class DesignerPage {
  constructor(readonly page: Page) {}

  node = (id: string): Locator => this.page.locator(`.react-flow__node[data-id="${id}"]`)
  field = (name: string): Locator => this.page.locator(`[data-properties] :is([name="${name}"]:not([type="hidden"]), [data-field="${name}"])`)
  edge = (id: string): Locator => this.page.locator(`.react-flow__edge[data-id="${id}"]`)
  canvas = (): Locator => this.page.locator('[data-canvas]')
  status = (): Locator => this.page.getByRole('region', { name: 'Problems' }).getByRole('status')

  /** The text as the editor holds it, also what is not scrolled to. */
  text = (): Promise<string> => this.page.evaluate(() => (document.querySelector('.cm-content') as unknown as { cmTile: { root: { view: { state: { doc: { toString(): string } } } } } }).cmTile.root.view.state.doc.toString())

  /** Waits until the text holds something. */
  async says(part: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => (document.querySelector('.cm-content') as unknown as { cmTile: { root: { view: { state: { doc: { toString(): string } } } } } }).cmTile.root.view.state.doc.toString().includes(wanted),
      part,
    )
  }

  /** A point on a line, on the screen. */
  onLine = (id: string): Promise<{ x: number; y: number }> =>
    this.page.evaluate((line) => {
      const path = document.querySelector<SVGPathElement>(`.react-flow__edge[data-id="${line}"] path[id]`)!
      const { x, y } = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM()!)
      return { x, y }
    }, id)

  /** Shows the whole picture, once it stands still. */
  async whole(): Promise<void> {
    await this.page.locator('[data-canvas][aria-busy="false"]').waitFor()
    await this.page.getByRole('button', { name: 'Fit View' }).click()
  }

  async fill(name: string, value: string): Promise<void> {
    const field = this.field(name)
    await field.fill(value)
    await field.press('Enter')
  }
}
