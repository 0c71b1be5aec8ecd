import { expect, test } from 'vitest'
import { useBrowser } from './browser'
import { ByKeys } from './by-keys'
import { DesignerPage } from './designer'
import { fashion, meaning } from './fashion'
import { hasData, learnable } from './fashion-data'
import { hands, watchHands } from './hands'
import { RunByKeys } from './run-by-keys'

const { open } = useBrowser()

test('the fashion model pipeline is drawn from an empty canvas with the keys alone, saved, published and run, sent back to its training, goes round, and is approved, the focus always in sight', async ({ skip }) => {
  const data = hasData ? learnable() : undefined
  const { page, faults } = await open('/designer', 'sam')
  await page.getByRole('button', { name: 'New pipeline' }).waitFor()
  await page.keyboard.press('Tab')
  await watchHands(page)
  const draw = new ByKeys(new DesignerPage(page))
  await draw.begin('by_keys')
  await draw.heading()
  for (const node of fashion) await draw.add(node)
  await draw.save('Drawn with the keys')
  await draw.publish()
  expect(await meaning('fashion/by_keys.dlflow')).toEqual(await meaning('fashion/model.dlflow'))
  const watched = async () => {
    const { mouse, lost, unseen } = await hands(page)
    expect({ mouse, lost, unseen, faults }).toEqual({ mouse: [], lost: [], unseen: [], faults: [] })
  }
  await watched()
  if (!data) skip('What is drawn is not run: it needs Fashion-MNIST, the package dataset-fashion-mnist.')

  const run = new RunByKeys(page)
  await run.start(await data!)
  await run.openTask(/^Is this experiment good enough.*By keys/)
  await run.reject('training', 'Train it once more.')
  await run.openRun('By keys')
  await run.onPicture('training').getByText('×2').waitFor()
  await run.openTask(/^Is this experiment good enough.*By keys.*round 2/)
  await page.getByText('Earlier rounds').waitFor()
  await run.approve()
  await run.openTask(/^Submit fashion@.*By keys/)
  await run.approve()
  await run.openRun('By keys')
  await page.getByText('Finished').first().waitFor()
  await watched()
}, 600_000)
