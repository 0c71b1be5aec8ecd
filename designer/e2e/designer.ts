import type { EditorView } from '@codemirror/view'
import type { Locator, Page } from 'playwright-core'

/** The editor as it hangs in the page. */
interface Editor {
  cmTile: { root: { view: EditorView } }
}

/** The designer's page with one file open. */
export class DesignerPage {
  constructor(readonly page: Page) {}

  node = (id: string): Locator => this.page.locator(`.react-flow__node[data-id="${id}"]`)
  field = (name: string): Locator => this.page.locator(`[data-properties] :is([name="${name}"]:not([type="hidden"]), [data-field="${name}"])`)
  edge = (id: string): Locator => this.page.locator(`.react-flow__edge[data-id="${id}"]`)
  selectedNode = (id: string): Locator => this.page.locator(`.react-flow__node.selected[data-id="${id}"]`)
  selectedEdge = (id: string): Locator => this.page.locator(`.react-flow__edge.selected[data-id="${id}"]`)
  /** What has been selected in the place of a node: one that was just put there. */
  selectedNext = (before: string): Locator => this.page.locator(`.react-flow__node.selected:not([data-id="${before}"])`)
  canvas = (): Locator => this.page.locator('[data-canvas]')
  panel = (): Locator => this.page.locator('[data-properties]')
  status = (): Locator => this.page.getByRole('region', { name: 'Problems' }).getByRole('status')

  /** The id of the node that is selected; empty where none is. */
  selected = (): Promise<string> => this.page.evaluate(() => document.querySelector('.react-flow__node.selected')?.getAttribute('data-id') ?? '')

  /** The text as the editor holds it, also what is not scrolled to. */
  text = (): Promise<string> => this.page.evaluate(() => (document.querySelector('.cm-content') as unknown as Editor).cmTile.root.view.state.doc.toString())

  /** Waits until the text holds something. */
  async says(part: string): Promise<void> {
    await this.page.waitForFunction((wanted) => (document.querySelector('.cm-content') as unknown as Editor).cmTile.root.view.state.doc.toString().includes(wanted), part)
  }

  /** The cursor to the beginning of any line of the text. */
  async goToLine(any: (below: number) => number): Promise<void> {
    const lines = (await this.text()).split('\n').length
    await this.page.evaluate((line) => {
      const { view } = (document.querySelector('.cm-content') as unknown as Editor).cmTile.root
      view.focus()
      view.dispatch({ selection: { anchor: view.state.doc.line(line).from } })
    }, any(lines) + 1)
  }

  /** Waits until the edits asked for are done, and the picture stands. */
  still = (): Promise<void> => this.page.locator('[data-canvas][aria-busy="false"]').waitFor()

  undoAll = (): Promise<void> => this.all('Undo', 'Control+z')
  redoAll = (): Promise<void> => this.all('Redo', 'Control+y')

  private async all(button: string, key: string): Promise<void> {
    const last = this.page.getByRole('button', { name: button, disabled: true })
    while ((await last.count()) === 0) for (let times = 0; times < 10; times++) await this.page.keyboard.press(key)
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
    await this.still()
    await this.page.getByRole('button', { name: 'Fit View' }).click()
  }

  async fill(name: string, value: string): Promise<void> {
    const field = this.field(name)
    await field.fill(value)
    await field.press('Enter')
  }
}
