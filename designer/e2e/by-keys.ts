import type { Locator, Page } from 'playwright-core'
import type { DesignerPage } from './designer'
import { example, type Drawn } from './fashion'

interface Focused {
  /** What the field is called, by itself or in the panel. */
  name: string
  text: string
  value: string
}

const most = 90 // times that Tab is pressed to come somewhere

/** Draws with the keys; texts come as a whole, as from an input method. */
export class ByKeys {
  private readonly page: Page

  constructor(readonly designer: DesignerPage) {
    this.page = designer.page
  }

  private press = (key: string) => this.page.keyboard.press(key)

  private focused = (): Promise<Focused> =>
    this.page.evaluate(() => {
      const at = document.activeElement as HTMLInputElement | null
      return { name: at?.getAttribute('name') ?? at?.dataset['field'] ?? '', text: (at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim(), value: at?.value ?? '' }
    })

  /** Until the focus is in a field, or on the picture. */
  private at = (selector: string) => this.page.waitForFunction((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
  private inDialog = () => this.at('[role="dialog"] [data-autofocus]')
  private onPicture = () => this.at('[data-canvas]')

  /** Writes over all that a field holds. */
  private async write(text: string, end = 'Enter'): Promise<void> {
    await this.press('Control+a')
    await this.page.keyboard.insertText(text)
    await this.press(end)
  }

  private async go(key: string, is: (at: Focused) => boolean, what: string): Promise<void> {
    for (let times = 0; times < most; times++) {
      await this.press(key)
      if (is(await this.focused())) return
    }
    throw new Error(`${key} never comes to ${what}.`)
  }

  /** Tab, as often as there are places on the way; a test that looks after each would take long. */
  private async tabTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const way = await wanted.evaluate((target, back) => {
      const places = [...document.querySelectorAll<HTMLElement>('a[href], button, input, textarea, [tabindex="0"], [contenteditable="true"]')].filter(
        (one) => one.tabIndex >= 0 && !one.matches(':disabled, [type="hidden"], [type="radio"]:not(:checked)') && one.checkVisibility({ visibilityProperty: true }),
      )
      return (places.indexOf(target as HTMLElement) - places.indexOf(document.activeElement as HTMLElement)) * (back ? -1 : 1)
    }, key === 'Shift+Tab')
    for (let times = 0; times < way; times++) await this.press(key)
    for (let times = 0; !(await wanted.evaluate((target) => target === document.activeElement)); times++) {
      if (times > most) throw new Error(`${key} never comes to ${wanted}.`)
      await this.press(key)
    }
  }

  private toButton = (name: string, key?: 'Tab' | 'Shift+Tab') => this.tabTo(this.page.getByRole('button', { name, exact: true }), key)

  private async toPicture(): Promise<void> {
    // The first Escape may only close what a field suggests.
    for (let times = 0; times < 3 && !(await this.page.evaluate(() => document.activeElement?.matches('[data-canvas]'))); times++) {
      await this.press('Escape')
      await this.designer.nextFrame()
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
    await this.fill(fields)
    for (const [setting, text] of Object.entries(settings)) await this.set(setting, text)
    await this.toPicture()
    for (const target of back) await this.leadBack(name, target, target === back[0])
    await this.designer.node(name).waitFor()
  }

  /** Goes through the panel once, and fills in what is to be filled in. */
  private async fill(fields: Record<string, string>): Promise<void> {
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
    await this.at('[role="menu"], [role="menu"] *')
    await this.go('ArrowDown', (at) => at.text.toLowerCase().startsWith(setting), setting)
    await this.press('Enter')
    await this.at(`[name="setting-${setting}"]`)
    await this.write(text)
  }

  /** Arrows and "e": its step first, then the next of its lines until it is the one. */
  private async selectLine(line: string): Promise<void> {
    await this.until(this.designer.selectedNode(line.split(' ')[0]!), 'ArrowUp')
    await this.until(this.designer.selectedEdge(line), 'e')
  }

  /** Presses a key until there is what is wanted. */
  private async until(wanted: Locator, key: string): Promise<void> {
    for (let times = 0; (await wanted.count()) === 0; times++) {
      if (times > most) throw new Error(`${key} never leads to ${wanted}.`)
      await this.press(key)
      await this.designer.nextFrame()
    }
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
    await this.toButton('Save')
    await this.press('Enter')
    await this.page.getByText('Saved', { exact: true }).waitFor()
    await this.onPicture()
  }

  async publish(): Promise<void> {
    await this.toButton('More', 'Shift+Tab')
    await this.press('Enter')
    await this.at('[role="menu"], [role="menu"] *')
    await this.go('ArrowDown', ({ text }) => text.startsWith('Publish or activate'), 'Publish or activate')
    await this.press('Enter')
    await this.page.getByRole('button', { name: 'Publish', exact: true }).waitFor()
    await this.toButton('Publish')
    await this.press('Enter')
    await this.page.getByText(/^Published as/).waitFor()
    await this.onPicture()
  }
}
