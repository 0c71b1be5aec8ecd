import { expect, test } from 'vitest'
import { json } from './api'
import { useBrowser } from './browser'
import { DesignerPage } from './designer'

const { open } = useBrowser()

const text = `pipeline placed() {
    step wish = define_requirements(title: "Wish")
    step plan = define_requirements(title: "Plan")
    step look = approval(title: "Look") { on reject -> plan, max 3 }
    step tell = define_requirements(title: "Tell")
}
`

test('a step that is dragged aside stays there, also when the picture is laid out anew, until it is let go', async () => {
  await json('/sources/file', { path: 'placed.dlflow', text, as: 'sam' })
  const { page, faults } = await open('/designer/placed.dlflow', 'sam')
  const designer = new DesignerPage(page)
  await designer.whole()
  const left = async (id: string) => (await designer.node(id).boundingBox())!.x - (await designer.node('wish').boundingBox())!.x

  const box = (await designer.node('tell').boundingBox())!
  await page.mouse.move(box.x + 20, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x + 60, box.y + 20, { steps: 4 })
  await page.mouse.move(box.x + 240, box.y + 40, { steps: 4 })
  await page.mouse.up()
  await designer.says('@at(')
  await expect.poll(() => left('tell')).toBeGreaterThan(150)
  const aside = await left('tell')

  // On the line by which a rejection leads back a step can be put too.
  await page.locator('.react-flow__edge[data-id="look reject plan"] circle').dispatchEvent('click')
  await page.getByText('a step can stand on it').waitFor()
  expect(await page.getByRole('option', { name: /^Variable/ }).count()).toBe(0)
  await page.getByRole('combobox', { name: 'Insert a step' }).fill('Define requirements')
  await page.keyboard.press('Enter')
  await designer.says('on reject -> define_requirements, max 3')
  await designer.edge('define_requirements done plan').waitFor({ state: 'attached' })
  await page.locator('[data-canvas][aria-busy="false"]').waitFor()
  expect(await left('tell')).toBeCloseTo(aside, 0)

  await designer.node('tell').click()
  await designer.canvas().focus()
  await page.keyboard.press('u')
  await expect.poll(() => left('tell')).toBeLessThan(60)
  expect(await designer.text()).not.toContain('@at(')

  const below = await left('tell')
  await page.keyboard.press('Control+ArrowRight')
  await designer.says('@at(')
  await expect.poll(() => left('tell')).toBeGreaterThan(below)
  expect(faults).toEqual([])
})
