import { expect, test } from 'vitest'
import { useBrowser } from './browser'
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
