import { expect, test } from 'vitest'
import { json } from './api'
import { seriousFaults } from './axe'
import { useBrowser } from './browser'
import { ByMouse } from './by-mouse'
import { DesignerPage } from './designer'
import { fashion, meaning } from './fashion'
import { hasData, learnable, training } from './fashion-data'
import { hands, watchHands } from './hands'
import { RunByMouse } from './run-by-mouse'

const { open } = useBrowser()

test('the fashion model pipeline is drawn from an empty canvas with the mouse alone, saved, published and run, sent back to its tuning, goes round, and is approved', async ({ skip }) => {
  const data = hasData ? learnable() : undefined
  const { page, faults } = await open('/designer', 'sam')
  await watchHands(page)
  const draw = new ByMouse(new DesignerPage(page))
  await draw.begin('by_mouse')
  await draw.heading()
  for (const node of fashion) await draw.add(node)
  await draw.save('Drawn with the mouse')
  await draw.publish()
  expect(await meaning('fashion/by_mouse.dlflow')).toEqual(await meaning('fashion/model.dlflow'))
  if (!data) skip('What is drawn is not run: it needs Fashion-MNIST, the package dataset-fashion-mnist.')

  const run = new RunByMouse(page)
  await run.start(await data!)
  await run.onPicture('tuning').locator(':is([data-state="running"], [data-state="done"])').first().waitFor()
  await run.openTask(/^Is this experiment good enough.*By mouse/)
  for (const evidence of ['Trials of fashion_mlp', 'Training of fashion_mlp', 'Confusion on the validation data']) await page.getByRole('heading', { name: evidence }).waitFor()
  await run.reject('tuning', 'Look elsewhere too.')

  await run.openRun('By mouse')
  await run.onPicture('tuning').getByText('×2').waitFor()
  await page.getByText('round 2').first().waitFor()
  await run.onPicture('experiment_evaluation').getByText('×2').waitFor({ timeout: training })
  await run.click(run.onPicture('experiment_evaluation'))
  await run.click(page.getByRole('link', { name: 'Open the task' }))
  await page.getByText('Earlier rounds').waitFor()
  await page.getByText('Look elsewhere too.').waitFor()
  await run.approve()
  await run.openTask(/^Submit fashion@.*By mouse/)
  await run.approve()
  await run.openRun('By mouse')
  await page.getByText('Finished').first().waitFor()
  expect((await hands(page)).keys).toEqual([])
  expect(faults).toEqual([])
}, 600_000)

// What the run above has tuned and trained.
test.skipIf(!hasData)('axe finds no serious fault in experiments with data: the list, a tuning, a training, several compared, what a person decides on, the run', async () => {
  const { page, faults } = await open('/experiments', 'sam')
  const made = (await json<{ id: string; kind: string; pipeline: string; root: string }[]>('/experiments')).filter((one) => one.pipeline === 'by_mouse')
  const [tuning, training] = ['tuning', 'training'].map((kind) => made.find((one) => one.kind === kind)!)
  const task = (await json<{ id: string; node: string }[]>(`/tasks?instance=${tuning!.root}`)).find((one) => one.node === 'experiment_evaluation')
  const found: string[] = []
  for (const [name, path, shows] of [
    ['experiments', '/experiments', `a[href="/experiments/${tuning!.id}"]`],
    ['tuning', `/experiments/${tuning!.id}?trial=1`, '.uplot canvas'],
    ['training', `/experiments/${training!.id}`, '.uplot canvas'],
    ['compared', `/experiments/compare?ids=${made.slice(0, 4).map((one) => one.id).join(',')}`, '.uplot canvas'],
    ['decided task', `/inbox/${task!.id}?show=decided`, '.uplot canvas'],
    ['trained step', `/instances/${tuning!.root}?step=training`, '.react-flow__node'],
  ] as const) {
    await page.goto(new URL(path, page.url()).href)
    await page.locator(shows).first().waitFor()
    found.push(...(await seriousFaults(page, name)))
  }
  expect(found).toEqual([])
  expect(faults).toEqual([])
})
