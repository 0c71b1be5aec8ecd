import { expect, test } from 'vitest'
import { useBrowser } from './browser'
import { ByKeys } from './by-keys'
import { ByMouse } from './by-mouse'
import { DesignerPage } from './designer'
import { fashion, meaning } from './fashion'
import { hands, watchHands } from './hands'

const { open } = useBrowser()

test('the fashion model pipeline is drawn from an empty canvas with the mouse alone, saved and published, and says what the example says', async () => {
  const { page, faults } = await open('/designer', 'sam')
  await watchHands(page)
  const mouse = new ByMouse(new DesignerPage(page))
  await mouse.begin('by_mouse')
  await mouse.heading()
  for (const node of fashion) await mouse.add(node)
  await mouse.save('Drawn with the mouse')
  await mouse.publish()
  expect((await hands(page)).keys).toEqual([])
  expect(await meaning('fashion/by_mouse.dlflow')).toEqual(await meaning('fashion/model.dlflow'))
  expect(faults).toEqual([])
}, 180_000)

test('the fashion model pipeline is drawn from an empty canvas with the keys alone, the focus always in sight, and says what the example says', async () => {
  const { page, faults } = await open('/designer', 'sam')
  await page.getByRole('button', { name: 'New pipeline' }).waitFor()
  await page.keyboard.press('Tab')
  await watchHands(page)
  const keys = new ByKeys(new DesignerPage(page))
  await keys.begin('by_keys')
  await keys.heading()
  for (const node of fashion) await keys.add(node)
  await keys.save('Drawn with the keys')
  await keys.publish()
  const { mouse, lost, unseen } = await hands(page)
  expect({ mouse, lost, unseen }).toEqual({ mouse: [], lost: [], unseen: [] })
  expect(await meaning('fashion/by_keys.dlflow')).toEqual(await meaning('fashion/model.dlflow'))
  expect(faults).toEqual([])
}, 180_000)
