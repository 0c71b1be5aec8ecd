import type { Page } from 'playwright-core'
import { decide, json, startReview, startWaiting } from './api'

/** A page with something on it, and what can be opened on it; Escape closes each. */
export interface Shown {
  name: string
  path: string
  as?: string
  opens?: Opened[]
}

export interface Opened {
  name: string
  open: (page: Page) => Promise<void>
  /** What it shows, as a selector. */
  shows: string
}

const dialog = '[role="dialog"]'
const menu = '[role="menu"]'

const byButton = (name: string | RegExp, shows = dialog): Opened => ({ name: String(name), shows, open: (page) => page.getByRole('button', { name }).first().click() })

/** By keys that the page as a whole listens to, or the picture. */
const byKeys = (name: string, ...keys: string[]): Opened => ({
  name,
  shows: dialog,
  open: async (page) => {
    await page.locator('[data-canvas], main').last().focus()
    for (const key of keys) await page.keyboard.press(key)
  },
})

const byMenu = (item: string): Opened => ({
  name: item,
  shows: dialog,
  open: async (page) => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
  },
})

const ofThePipeline = (button: string): Opened => ({
  name: button,
  shows: dialog,
  open: async (page) => {
    await page.getByRole('tab', { name: 'Pipeline' }).click()
    await page.getByRole('button', { name: button }).click()
  },
})

/** A line that leads back asks how often it may. */
const loop: Opened = {
  name: 'loop',
  shows: dialog,
  open: async (page) => {
    await page.locator('[data-canvas]').focus()
    for (const [key, text] of [['c', 'failed'], ['Enter', 'prepared'], ['Enter', '']] as const) {
      await page.keyboard.press(key)
      if (text === '') continue
      await page.locator('[role="dialog"] [role="combobox"]').waitFor()
      await page.keyboard.insertText(text)
    }
    await page.getByLabel('How many times in a row').waitFor()
  },
}

const several: Opened = {
  name: 'several decided at once',
  shows: dialog,
  open: async (page) => {
    await page.getByRole('checkbox', { name: 'Select Release fashion?' }).check()
    await page.getByRole('button', { name: /^Approve 1…/ }).click()
  },
}

/** Every page there is, with something on it, and all its dialogs and menus. */
export async function everyPage(): Promise<Shown[]> {
  const { run, task } = await startReview('fashion')
  const ended = await startReview('done already')
  await decide(ended.task.id, { outcome: 'approve', as: 'vera', comment: 'Good.' })
  const waiting = await startWaiting()
  await json('/definitions', { file: 'later.dlflow', as: 'dana' })
  return [
    {
      name: 'inbox',
      path: '/inbox',
      opens: [byKeys('commands', 'Control+k'), byKeys('keys', '?'), byButton(/^Working as/, menu), byButton('Theme', menu), several],
    },
    { name: 'task', path: `/inbox/${task.id}`, opens: [byButton('Nobody works on it', menu), { name: 'the way back', shows: '[aria-label="Reject"]', open: (page) => page.getByRole('button', { name: 'Reject…' }).click() }] },
    { name: 'task-for-others', path: `/inbox/${task.id}?show=all`, as: 'dana' },
    { name: 'inbox-nothing', path: '/inbox?q=nothing+is+called+so' },
    { name: 'pipelines', path: '/designer', opens: [byButton('New pipeline')] },
    {
      name: 'designer',
      path: '/designer/fashion/model.dlflow',
      opens: [
        byButton('More', menu), byMenu('Versions'), byMenu('Publish or activate…'), byButton('Run…'), byButton('New pipeline in this file'), byKeys('save', 'Control+s'), byKeys('go to', 'Control+o'),
        ofThePipeline('Use another file…'), ofThePipeline('Declare…'), ofThePipeline('Delete the pipeline'),
      ],
    },
    {
      name: 'designer-step',
      path: '/designer/fashion/model.dlflow?step=tuning',
      opens: [byButton('Add a setting', menu), byKeys('insert', 'i'), byKeys('wrap', 'w'), byKeys('connect', 'c'), loop],
    },
    { name: 'no-such-file', path: '/designer/nothing.dlflow' },
    { name: 'runs', path: '/instances' },
    { name: 'run', path: `/instances/${run}?step=review`, as: 'vera', opens: [byButton('Cancel run'), byButton('Go on from here…')] },
    { name: 'run-ended', path: `/instances/${ended.run}?step=review` },
    { name: 'run-waiting', path: `/instances/${waiting}?step=parcel`, opens: [byButton('Move to a version…')] },
    { name: 'run-journal', path: `/instances/${run}?view=journal` },
    { name: 'run-logs', path: `/instances/${run}?view=logs` },
    { name: 'experiments', path: '/experiments' },
    { name: 'no-such-run', path: '/instances/01990c2f-5d7e-7a54-8c1b-2f6f0f3f9a10' },
    { name: 'no-such-page', path: '/nothing/here' },
  ]
}
