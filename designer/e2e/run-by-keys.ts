import type { Locator } from 'playwright-core'
import { training, type Arguments } from './fashion-data'
import { Keys } from './keys'

/** Starts what is drawn, decides and watches with the keys alone. */
export class RunByKeys extends Keys {
  onPicture = (step: string): Locator => this.page.locator(`.react-flow__node[data-id="${step}"]`)

  async start(given: Arguments): Promise<void> {
    await this.toButton('Run…', 'Shift+Tab')
    await this.press('Enter')
    await this.inDialog()
    for (const [name, value] of Object.entries(given)) {
      await this.at(`[role="dialog"] [name="${name}"]`)
      await this.write(typeof value === 'object' ? JSON.stringify(value) : String(value), 'Tab')
    }
    await this.toButton('Publish and run')
    await this.press('Enter')
    await this.page.waitForURL(/\/instances\//)
  }

  /** Waits in the inbox until a run asks, and goes to what it asks. */
  async openTask(title: RegExp): Promise<void> {
    await this.leaveFor('i', '/inbox')
    const tasks = this.page.getByRole('region', { name: 'Tasks' })
    await tasks.getByRole('link', { name: title }).waitFor({ timeout: training })
    const chosen = tasks.locator('[aria-current]')
    await this.goTo(chosen.filter({ hasText: title }), chosen, 'j')
    await this.page.getByRole('heading', { level: 1, name: new RegExp(title.source.split('.*')[0]!) }).waitFor()
  }

  /** To a page, as it is before anything is chosen on it. */
  private async leaveFor(key: string, path: string): Promise<void> {
    // Keys rest while a dialog is still going.
    await this.page.waitForFunction(() => document.querySelector('[role="dialog"]') === null)
    // A pair is pressed as one, however long the page takes to hear of it.
    await Promise.all([this.press('g'), this.press(key)])
    await this.page.waitForURL((url) => url.pathname === path)
    await this.page.waitForFunction(() => document.querySelector('[aria-label="Tasks"] [aria-current]') === null)
  }

  /** Sends the task that is open back to a step, chosen on the small picture. */
  async reject(to: string, why: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Reject…' }).waitFor()
    await this.press('r')
    await this.at('[data-autofocus]')
    await this.page.keyboard.insertText(why)
    await this.tabTo(this.page.getByRole('radio', { name: to }))
    await this.press(' ')
    await this.page.getByRole('radio', { name: to, checked: true }).waitFor()
    await this.toButton(`Reject, back to ${to}`, 'Shift+Tab')
    await this.decided(() => this.press('Enter'))
  }

  async approve(): Promise<void> {
    await this.page.getByRole('button', { name: 'Approve' }).waitFor()
    await this.decided(() => this.press('a'))
  }

  /** The inbox goes on to what waits next. */
  private async decided(decide: () => Promise<void>): Promise<void> {
    const before = this.page.url()
    await decide()
    await this.page.waitForURL((url) => url.href !== before)
  }

  async openRun(pipeline: string): Promise<void> {
    await this.leaveFor('r', '/instances')
    const runs = this.page.getByRole('table', { name: 'Runs' })
    await runs.getByRole('link', { name: pipeline, exact: true }).waitFor()
    const chosen = runs.locator('[data-chosen]')
    await this.goTo(chosen.filter({ hasText: pipeline }), chosen, 'j')
    await this.press('Enter')
    await this.page.getByLabel(`Picture of ${pipeline}`).waitFor()
  }
}
