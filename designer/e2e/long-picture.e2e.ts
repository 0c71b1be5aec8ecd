import { expect, test } from 'vitest'
import { json } from './api'
import { useBrowser } from './browser'
import { DesignerPage } from './designer'

const { open } = useBrowser()

const units = Array.from({ length: 50 }, (_, unit) => `
    step wish_${unit} = define_requirements(title: "What must part ${unit} do?")
    step plan_${unit} = define_requirements(title: "How is part ${unit} done?")
    step look_${unit} = approval(title: "Is part ${unit} good?") { on reject -> wish_${unit} | plan_${unit}, max 3 }
    step tell_${unit} = define_requirements(title: "What is said of part ${unit}?")`)

test('while a step of a long pipeline is renamed letter by letter in the text, the picture is never empty and stands still', async () => {
  await json('/sources/file', { path: 'long.dlflow', text: `pipeline long() {${units.join('\n')}\n}\n`, as: 'sam' })
  const { page, faults } = await open('/designer/long.dlflow', 'sam')
  const designer = new DesignerPage(page)
  await page.locator('[data-canvas][aria-busy="false"]').waitFor()
  const name = 'plan_3'
  await page.locator('.cm-line', { hasText: `step ${name} =` }).click({ position: { x: 60, y: 8 } })
  await page.keyboard.press('Home')
  for (let right = 0; right < `step ${name}`.length; right++) await page.keyboard.press('ArrowRight')
  await designer.node(name).and(page.locator('.selected')).waitFor()

  await page.evaluate(() => {
    const seen = { fewest: Infinity, places: new Set<string>() }
    Object.assign(window, { seen, watching: true })
    const look = () => {
      const { left, top, right, bottom } = document.querySelector('[data-canvas]')!.getBoundingClientRect()
      const inside = [...document.querySelectorAll('.react-flow__node')].map((node) => node.getBoundingClientRect()).filter((node) => node.right > left && node.left < right && node.bottom > top && node.top < bottom)
      seen.fewest = Math.min(seen.fewest, inside.length)
      seen.places.add(document.querySelector<HTMLElement>('.react-flow__viewport')!.style.transform)
      if ((window as unknown as { watching: boolean }).watching) requestAnimationFrame(look)
    }
    look()
  })
  let typed = name
  for (const letter of '_of_all_the_parts') {
    await page.keyboard.insertText(letter)
    typed += letter
    await designer.node(typed).waitFor()
  }
  await designer.node(typed).and(page.locator('.selected')).waitFor()
  await page.locator('[data-canvas][aria-busy="false"]').waitFor()
  const seen = await page.evaluate(() => {
    const { seen } = Object.assign(window, { watching: false }) as unknown as { seen: { fewest: number; places: Set<string> } }
    return { fewest: seen.fewest, places: [...seen.places] }
  })
  expect(seen.fewest).toBeGreaterThan(2)
  expect(seen.places).toHaveLength(1)
  expect(faults).toEqual([])
})
