import type { Locator, Page } from 'playwright-core'

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

  async fill(name: string, value: string): Promise<void> {
    const field = this.field(name)
    await field.fill(value)
    await field.press('Enter')
  }
}
