import type { DesignerPage } from './designer'
import { example, type Drawn } from './fashion'
import { Keys } from './keys'
import { nextFrame } from './next-frame'

/** Draws with the keys alone. */
export class ByKeys extends Keys {
  constructor(readonly designer: DesignerPage) {
    super(designer.page)
  }

  private onPicture = () => this.at('[data-canvas]')

  private async toPicture(): Promise<void> {
    // The first Escape may only close what a field suggests.
    for (let times = 0; times < 3 && !(await this.page.evaluate(() => document.activeElement?.matches('[data-canvas]'))); times++) {
      await this.press('Escape')
      await nextFrame(this.page)
    }
    await this.onPicture()
  }

  /** Chooses from a list by typing. */
  private async choose(list: RegExp | string, text: string): Promise<void> {
    await this.page.getByRole('combobox', { name: list }).waitFor()
    await this.inDialog()
    await this.page.keyboard.insertText(text)
    await this.press('Enter')
  }

  async begin(name: string): Promise<void> {
    await this.toButton('New pipeline')
    await this.press('Enter')
    await this.inDialog()
    await this.write(name, 'Tab')
    await this.write(`fashion/${name}.dlflow`)
    await this.designer.canvas().waitFor()
    await this.onPicture()
  }

  async heading(): Promise<void> {
    await this.press('p')
    await this.at('[name="parameters"]')
    await this.write(example.parameters)
    await this.tabTo(this.designer.field('results'))
    await this.write(example.results)
    await this.toButton('Use another file…')
    await this.press('Enter')
    await this.choose('Use another file', 'fashion/data.dlflow')
    await this.onPicture()
    await this.press('p')
    await this.toButton('Declare…')
    await this.press('Enter')
    await this.inDialog()
    await this.write(example.model, 'Tab')
    await this.toButton('Declare')
    await this.press('Enter')
    await this.designer.says('model fashion_mlp')
    await this.onPicture()
  }

  async add({ item, name, block, on, fields, settings = {}, back = [] }: Drawn): Promise<void> {
    // What an edit has changed is selected when it is done.
    await this.designer.still()
    if (on) await this.selectLine(on)
    const before = await this.designer.selected()
    await this.press('i')
    await this.choose('Insert a step', item)
    const selected = this.designer.selectedNext(before)
    await selected.waitFor()
    await this.onPicture()
    if (!block) {
      await this.press('r')
      await this.at(`[name="step-name"][value="${await selected.getAttribute('data-id')}"]`)
      await this.write(name)
    } else {
      await this.press('p')
      await this.at(`[name="${Object.keys(fields)[0]}"]`)
    }
    await this.fill(fields, block ? undefined : name)
    for (const [setting, text] of Object.entries(settings)) await this.set(setting, text)
    await this.toPicture()
    for (const target of back) await this.leadBack(name, target, target === back[0])
    await this.designer.node(name).waitFor()
  }

  /** Goes through the panel once, and fills in what is to be filled in. */
  private async fill(fields: Record<string, string>, step?: string): Promise<void> {
    // The name was given a moment ago: the fields are those of the step once the panel is called by it.
    if (step) await this.designer.panel().getByRole('heading', { level: 2, name: step, exact: true }).waitFor()
    for (const [name, text] of Object.entries(fields)) {
      const field = this.designer.field(name)
      if ((await field.count()) === 0) {
        await this.tabTo(this.designer.panel().getByRole('button', { name: /more with a default$/ }))
        await this.press('Enter')
        await this.at('[data-properties] :is(input, textarea)')
      }
      if ((await this.focused()).name !== name) await this.tabTo(field)
      if (text.startsWith('=')) {
        await this.press('Tab')
        await this.press('Enter')
        await this.at(`input[name="${name}"]`)
      }
      await this.write(text.replace(/^=/, ''))
    }
  }

  private async set(setting: string, text: string): Promise<void> {
    await this.toButton('Add a setting')
    await this.press('Enter')
    await this.inMenu()
    await this.go('ArrowDown', (at) => at.text.toLowerCase().startsWith(setting), setting)
    await this.press('Enter')
    await this.at(`[name="setting-${setting}"]`)
    await this.write(text)
  }

  /** Arrows and "e": its step first, then the next of its lines until it is the one. */
  private async selectLine(line: string): Promise<void> {
    await this.goTo(this.designer.selectedNode(line.split(' ')[0]!), this.page.locator('.react-flow__node.selected'), 'ArrowUp')
    await this.goTo(this.designer.selectedEdge(line), this.page.locator('.react-flow__edge.selected'), 'e')
  }

  private async leadBack(step: string, target: string, first: boolean): Promise<void> {
    await this.press('c')
    await this.choose(/^Which outcome/, 'reject')
    await this.choose(/^Where does/, target)
    if (first) {
      await this.page.getByLabel('How many times in a row').waitFor()
      await this.inDialog()
      await this.write(String(example.most))
    }
    await this.designer.edge(`${step} reject ${target}`).waitFor({ state: 'attached' })
    await this.designer.still()
    await this.onPicture()
  }

  async save(message: string): Promise<void> {
    await this.press('Control+s')
    await this.inDialog()
    await this.page.keyboard.insertText(message)
    await this.press('Control+Enter')
    await this.page.getByText('Saved', { exact: true }).waitFor()
    await this.onPicture()
  }

  async publish(): Promise<void> {
    await this.toButton('More', 'Shift+Tab')
    await this.press('Enter')
    await this.inMenu()
    await this.go('ArrowDown', ({ text }) => text.startsWith('Publish or activate'), 'Publish or activate')
    await this.press('Enter')
    // Where nothing is asked the button has the focus, once the dialog has come; before that another place may still get it.
    await this.inDialog()
    await this.page.getByRole('button', { name: 'Publish', exact: true, disabled: false }).waitFor()
    await this.toButton('Publish')
    await this.press('Enter')
    await this.page.getByText(/^Published as/).waitFor()
    await this.onPicture()
  }
}
