import type { Locator } from 'playwright-core'
import type { DesignerPage } from './designer'
import { example, type Drawn } from './fashion'
import { Mouse } from './mouse'

/** Draws with the mouse alone. */
export class ByMouse extends Mouse {
  constructor(readonly designer: DesignerPage) {
    super(designer.page)
  }

  /** Into a field of the panel, which takes it when it is left. */
  private async fill(name: string, text: string): Promise<void> {
    const field = this.designer.field(name)
    if (text.startsWith('=')) await this.clickUntil(field.locator('xpath=ancestor::div[button][1]/button'), this.designer.panel().locator(`input[name="${name}"]`))
    await this.write(field, text.replace(/^=/, ''))
    await this.click(this.designer.panel().getByRole('heading', { level: 2 }))
  }

  async begin(name: string): Promise<void> {
    await this.click(this.page.getByRole('button', { name: 'New pipeline' }))
    await this.write(this.page.getByLabel('What is it called?'), name)
    await this.write(this.page.getByLabel('File'), `fashion/${name}.dlflow`)
    await this.click(this.page.getByRole('button', { name: 'Begin' }))
    await this.designer.canvas().waitFor()
  }

  async heading(): Promise<void> {
    const panel = this.designer.panel()
    await this.click(this.page.getByRole('tab', { name: 'Pipeline' }))
    await this.click(panel.getByRole('button', { name: 'Use another file…' }))
    await this.click(this.page.getByRole('option', { name: /^fashion\/data\.dlflow/ }))
    await this.click(panel.getByRole('button', { name: 'Declare…' }))
    const text = this.page.getByLabel('Text', { exact: true })
    await this.selectAll(text)
    await this.page.keyboard.insertText(example.model)
    await this.click(this.page.getByRole('button', { name: 'Declare', exact: true }))
    await this.designer.says('model fashion_mlp')
    await this.fill('parameters', example.parameters)
    await this.fill('results', example.results)
    await this.designer.says('-> (version: model')
  }

  /** Draws over everything in a field of several lines, from its first letter to behind its last. */
  private async selectAll(field: Locator): Promise<void> {
    const { x, y, width, height } = (await field.boundingBox())!
    await this.page.mouse.move(x + 12, y + 8)
    await this.page.mouse.down()
    await this.page.mouse.move(x + width - 24, y + height - 6, { steps: 4 })
    await this.page.mouse.up()
  }

  async add({ item, name, block, on, fields, settings = {}, back = [] }: Drawn): Promise<void> {
    await this.click(this.page.getByRole('tab', { name: 'Add' }))
    await this.write(this.page.getByRole('searchbox', { name: 'Search steps' }), item)
    await this.designer.whole()
    const before = await this.designer.selected()
    await this.carry(this.page.getByRole('button', { name: item, exact: true }), await this.landing(on))
    if (!block) {
      const selected = this.designer.selectedNext(before)
      await selected.waitFor()
      await this.designer.panel().getByRole('heading', { level: 2, name: (await selected.getAttribute('data-id'))!, exact: true }).waitFor()
      await this.fill('step-name', name)
    }
    await this.designer.panel().getByRole('heading', { level: 2, name: block ? /./ : name, exact: true }).waitFor()
    await this.designer.node(name).waitFor()
    for (const [field, text] of Object.entries(fields)) {
      if ((await this.designer.field(field).count()) === 0) await this.clickUntil(this.designer.panel().getByRole('button', { name: /more with a default$/ }), this.designer.field(field))
      await this.fill(field, text)
    }
    for (const [setting, text] of Object.entries(settings)) await this.set(setting, text)
    for (const target of back) await this.leadBack(name, target, target === back[0])
  }

  private async set(setting: string, text: string): Promise<void> {
    await this.clickUntil(this.designer.panel().getByRole('button', { name: 'Add a setting' }), this.page.getByRole('menu'))
    await this.click(this.page.getByRole('menuitem', { name: new RegExp(`^${setting}`, 'i') }))
    await this.fill(`setting-${setting}`, text)
  }

  /** The middle of the line that a step is put on: the one that leads to the end, where no other is named. */
  private async landing(on: string | undefined): Promise<{ x: number; y: number }> {
    const end = this.page.locator('.react-flow__edge[data-id$=" return#1"]')
    const line = on ?? ((await end.count()) > 0 ? await end.first().getAttribute('data-id') : null)
    if (line) return this.designer.onLine(line)
    const { x, y, width } = (await this.designer.node('return#1').boundingBox())!
    return { x: x + width / 2, y: y + 8 }
  }

  private async carry(what: Locator, to: { x: number; y: number }): Promise<void> {
    const { mouse } = this.page
    const from = (await what.boundingBox())!
    await mouse.move(from.x + 40, from.y + 10)
    await mouse.down()
    await mouse.move(from.x + 90, from.y + 20)
    await mouse.move(to.x, to.y, { steps: 4 })
    await mouse.up()
  }

  /** Pulls the line from the dot of an outcome to the step that it leads back to. */
  private async leadBack(step: string, target: string, first: boolean): Promise<void> {
    const { mouse } = this.page
    await this.designer.whole()
    await this.designer.node(step).hover()
    const dot = (await this.designer.node(step).locator('[data-handleid="reject"]').boundingBox())!
    const { x, y, width, height } = (await this.designer.node(target).boundingBox())!
    await mouse.move(dot.x + dot.width / 2, dot.y + dot.height / 2)
    await mouse.down()
    await mouse.move(x + width / 2, y + height / 2, { steps: 8 })
    await mouse.up()
    if (first) {
      await this.write(this.page.getByLabel('How many times in a row'), String(example.most))
      await this.click(this.page.getByRole('button', { name: 'Draw the line' }))
    }
    await this.designer.edge(`${step} reject ${target}`).waitFor({ state: 'attached' })
  }

  async save(message: string): Promise<void> {
    await this.click(this.page.getByRole('button', { name: 'Save…' }))
    await this.write(this.page.getByLabel('What has changed, and why?'), message)
    await this.click(this.page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }))
    await this.page.getByText('Saved', { exact: true }).waitFor()
  }

  async publish(): Promise<void> {
    await this.click(this.page.getByRole('button', { name: 'More', exact: true }))
    await this.click(this.page.getByRole('menuitem', { name: 'Publish or activate…' }))
    await this.click(this.page.getByRole('button', { name: 'Publish', exact: true }))
    await this.page.getByText(/^Published as/).waitFor()
  }
}
