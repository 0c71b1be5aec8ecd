import { expect, test } from 'vitest'
import { seriousFaults } from './axe'
import { useBrowser } from './browser'
import { everyPage } from './pages'

const { open } = useBrowser()

test('axe finds no serious fault on any page, in any dialog or menu, light or dark', async () => {
  const found: string[] = []
  const { page, faults } = await open('/inbox')
  for (const { name, path, as = 'vera', opens = [] } of await everyPage()) {
    await page.evaluate((who) => localStorage.setItem('deepflow.as', JSON.stringify(who)), as)
    await page.goto(new URL(path, page.url()).href)
    await page.getByRole('main').waitFor()
    found.push(...(await seriousFaults(page, name)))
    for (const one of opens) {
      await one.open(page)
      await page.locator(one.shows).last().waitFor()
      found.push(...(await seriousFaults(page, `${name}, ${one.name}`, one.shows)))
      await page.keyboard.press('Escape')
      await page.locator(one.shows).waitFor({ state: 'detached' })
    }
    found.push(...faults.splice(0).map((fault) => `${name}: ${fault}`))
  }
  expect(found).toEqual([])
})
