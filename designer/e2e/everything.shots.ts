import { inject, test } from 'vitest'
import { decide, json, openTask, startRelease, startReview } from './api'
import { useBrowser } from './browser'
import { playUntil, startDemo, whenPast, whileKnown, whileRunning } from './demo'
import { hasData } from './fashion-data'
import { DesignerPage } from './designer'
import { everyPage } from './pages'
import { addPeople, startNewWorkspace } from './server'
import { shoot, shootForReadme } from './shots'

const { open } = useBrowser()
const long = 900_000

test('an installation in which nothing has happened', async () => {
  const server = await startNewWorkspace()
  try {
    const { page, context } = await open(`${server.address}/inbox`)
    for (const [name, path] of [['welcome', '/inbox'], ['runs-none', '/instances'], ['experiments-none', '/experiments']] as const) {
      await page.goto(server.address + path)
      await page.getByRole('main').waitFor()
      await shoot(page, name)
    }
    await page.getByRole('button', { name: 'Who are you?' }).click()
    await page.getByLabel('Your name').waitFor()
    await shoot(page, 'who-are-you')
    await json('/demo', { data: server.folder }, server.address)
    await page.goto(`${server.address}/inbox`)
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await shoot(page, 'welcome-no-data')
    await addPeople(server.address)
    await page.goto(`${server.address}/instances`)
    await page.getByRole('main').waitFor()
    await server.stop()
    await page.getByText('The server does not answer').waitFor()
    await shoot(page, 'server-gone')
    await context.close()
  } finally {
    await server.remove()
  }
}, long)

test('every page, and what opens on it', async () => {
  const { page, context } = await open('/inbox')
  for (const { name, path, as = 'vera', opens = [] } of await everyPage()) {
    await page.evaluate((who) => localStorage.setItem('deepflow.as', JSON.stringify(who)), as)
    await page.goto(new URL(path, page.url()).href)
    await page.getByRole('main').waitFor()
    await shoot(page, name)
    for (const one of opens) {
      await one.open(page)
      await page.locator(one.shows).last().waitFor()
      await shoot(page, `${name}, ${one.name.replaceAll(/[^\w ]/g, '')}`)
      await page.keyboard.press('Escape')
      await page.locator(one.shows).waitFor({ state: 'detached' })
    }
  }
  await context.close()
}, long)

test('the inbox with many tasks, and what stands in the way of a run', async () => {
  for (let at = 0; at < 8; at++) await decide((await openTask(await startRelease(`edition ${at + 3}`), 'requirements')).id, { outcome: 'done', as: 'sam', comment: 'Quick.' })
  const { page, context } = await open('/inbox')
  for (const show of ['mine', 'roles', 'all', 'decided']) {
    await page.goto(new URL(`/inbox?show=${show}`, page.url()).href)
    await page.getByRole('main').waitFor()
    await shoot(page, `inbox-${show}`)
  }
  await page.goto(new URL('/inbox', page.url()).href)
  await page.getByRole('checkbox', { name: /^Select Release/ }).nth(2).waitFor()
  for (const box of (await page.getByRole('checkbox', { name: /^Select Release/ }).all()).slice(0, 3)) await box.check()
  await shoot(page, 'inbox-selected')
  await page.getByRole('button', { name: /^Filters/ }).click()
  await shoot(page, 'inbox-filters')
  await page.keyboard.press('Escape')

  const { hash } = await json<{ hash: string }>('/definitions', { file: 'failing.dlflow', as: 'dana' })
  const { id } = await json<{ id: string }>('/instances', { definition: hash, pipeline: 'failing', as: 'dana' })
  await page.goto(new URL(`/instances/${id}`, page.url()).href)
  await page.getByRole('button', { name: /Retry|Try again/ }).first().waitFor()
  await shoot(page, 'run-incident')
  await page.goto(new URL(`/instances/${id}?step=experiment`, page.url()).href)
  await page.getByRole('main').waitFor()
  await shoot(page, 'run-incident-step')
  await page.goto(new URL('/instances?doing=incident', page.url()).href)
  await page.getByRole('main').waitFor()
  await shoot(page, 'runs-incident')
  await context.close()
}, long)

test('very long names and text from right to left', async () => {
  const name = 'הדגם החדש מוכן לבדיקה ' + 'withoutanyspace'.repeat(9) + ' and many more words'.repeat(8)
  const { run, task } = await startReview(name)
  await json(`/tasks/${task.id}/comments`, { as: 'vera', text: `שלום, ${name}` })
  const step = 'a_step_with_a_name_that_nobody_would_say_aloud_but_that_somebody_has_written'
  await json('/sources/file', { path: 'a-folder-with-a-long-name/another-one-inside-of-it/names.dlflow', as: 'sam', text: `//! ${name}\npipeline ${step.replace('step', 'pipeline')}() {\n    step ${step} = approval(title: "${name}")\n    step ${step}_too = approval(title: "${name}") {\n        on reject "${name.slice(0, 90)}" -> ${step}, max 3\n    }\n}\n` })
  const { page, context } = await open('/inbox')
  const look = async (what: string, path: string) => {
    await page.goto(new URL(path, page.url()).href)
    await page.getByRole('main').waitFor()
    await shoot(page, what)
  }
  await look('long-inbox', '/inbox')
  await look('long-task', `/inbox/${task.id}`)
  await page.getByRole('button', { name: 'Reject…' }).click()
  await shoot(page, 'long-task-reject')
  await look('long-run', `/instances/${run}?step=review`)
  await look('long-journal', `/instances/${run}?view=journal`)
  await look('long-pipelines', '/designer')
  await look('long-designer', `/designer/a-folder-with-a-long-name/another-one-inside-of-it/names.dlflow?step=${step}_too`)
  await context.close()
}, long)

test('the designer: empty, in error, with versions, and when somebody else has saved', async () => {
  const { page, context } = await open('/designer', 'sam')
  const designer = new DesignerPage(page)
  await page.getByRole('button', { name: 'New pipeline' }).click()
  await page.getByLabel('What is it called?').fill('handbook')
  await page.keyboard.press('Enter')
  await designer.canvas().waitFor()
  await shoot(page, 'designer-empty')

  const path = 'fashion/deployment.dlflow'
  await page.goto(`${inject('address')}/designer/${path}`)
  await page.locator('.react-flow__node').first().waitFor()
  const type = async (text: string, key: string) => {
    await page.locator('.cm-content').click()
    await page.keyboard.press(key)
    await page.keyboard.insertText(text)
  }
  const save = async (message: string) => {
    await page.keyboard.press('Control+s')
    await page.getByLabel('What has changed, and why?').fill(message)
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
  }
  await type('//! Packaged, rolled out, tried.\n', 'Control+Home')
  await save('Says what it is for')
  await page.getByText('Saved', { exact: true }).waitFor()
  const before = await json<{ text: string; version: string }>(`/sources/file?path=${path}`)
  const longer = before.text.replace('count: 100)', 'count: 500)').replace('    if smoke.accuracy < 70%', '    step look = approval(title: "Does it answer rightly?", show: [smoke.accuracy]) { by devops_engineer }\n    if smoke.accuracy < 75%')
  await json('/sources/save', { files: [{ path, version: before.version, text: longer }], as: 'olga', message: 'Five hundred pictures, and a person looks at them' })
  await type('\n// and Sam at the end', 'Control+End')
  await save('A note')
  await page.getByText('was saved by somebody else meanwhile').waitFor()
  await shoot(page, 'designer-conflict')
  await page.getByRole('button', { name: 'Save the right side' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Versions' }).click()
  await page.getByRole('button', { name: /Five hundred/ }).click()
  await page.locator('[role="dialog"] .react-flow__node').first().waitFor()
  await shoot(page, 'designer-versions-picture')
  await page.getByRole('dialog').getByText('Text', { exact: true }).click()
  await page.locator('[role="dialog"] .cm-content').first().waitFor()
  await shoot(page, 'designer-versions-text')
  await page.keyboard.press('Escape')

  await type('\n\npipeline broken( { step', 'Control+End')
  await designer.status().filter({ hasText: 'error' }).waitFor()
  await shoot(page, 'designer-error')
  await context.close()
}, long)

test.skipIf(!hasData)('the demo, from its first question to the model that serves', async () => {
  const run = await startDemo()
  const { page, context } = await open('/inbox', 'sam')
  const go = async (path: string, as = 'sam') => {
    await page.evaluate((who) => localStorage.setItem('deepflow.as', JSON.stringify(who)), as)
    await page.goto(new URL(path, page.url()).href)
    await page.getByRole('main').waitFor()
  }
  const look = async (name: string, path: string, as?: string) => {
    await go(path, as)
    await shoot(page, name)
  }
  await look('demo-data-task', `/inbox/${(await playUntil(run, 'quality')).id}`, 'dana')
  const asked = playUntil(run, 'experiment_evaluation')
  const tuning = await whileRunning(run, 'tuning')
  await look('demo-run-tuning', `/instances/${run}?in=${tuning.instance}&step=tuning`)
  await whileKnown(tuning.id)
  await look('demo-experiment-tuning', `/experiments/${tuning.id}`)
  await look('demo-run-inside', `/instances/${run}`)
  const training = await whileRunning(run, 'training')
  await whenPast(run, 'training', 0.25)
  await whileKnown(training.id)
  await look('demo-experiment-training', `/experiments/${training.id}`)
  await look('demo-run-training', `/instances/${run}?in=${training.instance}&step=training`)

  const first = await asked
  await look('demo-task', `/inbox/${first.id}`)
  await page.getByRole('region', { name: 'Task', exact: true }).evaluate((region) => region.querySelectorAll('*').forEach((one) => one.scrollHeight > one.clientHeight + 200 && one.scrollBy(0, 800)))
  await shoot(page, 'demo-task-below')
  await page.getByRole('button', { name: 'Reject…' }).click()
  await page.getByRole('radio', { name: 'tuning' }).click()
  await shoot(page, 'demo-task-reject')
  await page.keyboard.press('Escape')

  const again = await playUntil(run, 'experiment_evaluation', 2)
  await look('demo-task-again', `/inbox/${again.id}`)
  await look('demo-run-looped', `/instances/${run}?in=${training.instance}`)
  await go(`/instances/${run}?in=${training.instance}`)
  await shootForReadme(page, 'run', { width: 1200, height: 760 })
  await go('/designer/fashion/model.dlflow?step=tuning')
  await shootForReadme(page, 'designer', { width: 1280, height: 800 })
  await look('demo-review', `/inbox/${(await playUntil(run, 'review')).id}`, 'vera')
  await playUntil(run, 'maintenance')
  await look('demo-maintenance', `/inbox?show=roles`)
  await look('demo-run', `/instances/${run}`)
  await look('demo-timeline', `/instances/${run}?view=timeline`)
  await look('demo-journal', `/instances/${run}?view=journal`)
  await look('demo-logs', `/instances/${run}?view=logs`)
  await look('demo-data', `/instances/${run}?view=data`)
  await look('demo-runs', '/instances')
  await look('demo-step', `/instances/${run}?in=${training.instance}&step=training`)
  await look('demo-experiments', '/experiments')
  await look('demo-experiment-tuned', `/experiments/${tuning.id}`)
  await look('demo-experiment-trained', `/experiments/${training.id}`)
  const ids = (await json<{ id: string; kind: string }[]>('/experiments')).filter(({ kind }) => kind === 'training').map(({ id }) => id)
  const maintained = await playUntil(run, 'maintenance')
  await look('demo-maintenance-task', `/inbox/${maintained.id}`)
  await decide(maintained.id, { outcome: 'retrain', as: 'sam', comment: 'Once more, against the one that serves.' })
  await look('demo-review-against', `/inbox/${(await playUntil(run, 'review', 2)).id}`, 'vera')
  await page.getByRole('heading', { name: 'What this is made of' }).scrollIntoViewIfNeeded()
  await shoot(page, 'demo-review-against-below')
  await look('demo-run-second-round', `/instances/${run}`)
  await look('demo-compare', `/experiments/compare?ids=${ids.join(',')}`)
  await context.close()
}, long)
