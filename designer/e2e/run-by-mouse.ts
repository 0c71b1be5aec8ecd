import type { Locator } from 'playwright-core'
import { training, type Arguments } from './fashion-data'
import { Mouse } from './mouse'

/** Starts what is drawn, decides and watches with the mouse alone. */
export class RunByMouse extends Mouse {
  onPicture = (step: string): Locator => this.page.locator(`.react-flow__node[data-id="${step}"]`)

  async start(given: Arguments): Promise<void> {
    await this.click(this.page.getByRole('button', { name: 'Run…' }))
    for (const [name, value] of Object.entries(given)) await this.write(this.page.getByRole('dialog').locator(`[name="${name}"]`), typeof value === 'object' ? JSON.stringify(value) : String(value))
    await this.click(this.page.getByRole('button', { name: 'Publish and run' }))
    await this.page.waitForURL(/\/instances\//)
  }

  async goTo(place: 'Inbox' | 'Runs' | 'Experiments'): Promise<void> {
    await this.click(this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }))
  }

  /** Waits in the inbox until a run asks, and opens what it asks. */
  async openTask(title: RegExp): Promise<void> {
    await this.goTo('Inbox')
    const task = this.page.getByRole('region', { name: 'Tasks' }).getByRole('link', { name: title })
    await task.waitFor({ timeout: training })
    await this.clickUntil(task, this.page.getByRole('heading', { level: 1, name: new RegExp(title.source.split('.*')[0]!) }))
  }

  /** Sends the task that is open back to a step, chosen on the small picture. */
  async reject(to: string, why: string): Promise<void> {
    await this.clickUntil(this.page.getByRole('button', { name: 'Reject…' }), this.page.getByRole('radiogroup', { name: 'Place to go back to' }))
    await this.clickUntil(this.page.getByRole('radio', { name: to }), this.page.getByRole('radio', { name: to, checked: true }))
    await this.write(this.page.getByLabel('Why?'), why)
    await this.decided(() => this.click(this.page.getByRole('button', { name: `Reject, back to ${to}` })))
  }

  async approve(): Promise<void> {
    await this.decided(() => this.click(this.page.getByRole('button', { name: 'Approve' })))
  }

  /** The inbox goes on to what waits next. */
  private async decided(decide: () => Promise<void>): Promise<void> {
    const before = this.page.url()
    await decide()
    await this.page.waitForURL((url) => url.href !== before)
  }

  async openRun(pipeline: string): Promise<void> {
    await this.goTo('Runs')
    await this.clickUntil(this.page.getByRole('table', { name: 'Runs' }).getByRole('link', { name: pipeline, exact: true }), this.page.getByLabel(`Picture of ${pipeline}`))
  }
}
