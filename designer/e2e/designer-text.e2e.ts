import { expect, inject, test } from 'vitest'
import { json } from './api'
import { useBrowser } from './browser'
import { DesignerPage } from './designer'

const { open } = useBrowser()

const nightly = `//! Small enough to be written anew.

/// Asks, every night.
pipeline nightly() {
    on cron("0 3 * * *")
    step wishes = define_requirements(title: "What is wanted?")
    step review = approval(title: "Is it good?") {
        on reject -> wishes, max 3
    }
}
`

/** A file of its own, open in the designer. */
async function withFile(path: string, text = nightly) {
  await json('/sources/file', { path, text: '', as: 'sam' })
  const { version } = await json<{ version: string }>(`/sources/file?path=${path}`)
  await json('/sources/save', { files: [{ path, version, text }], as: 'sam', message: 'As it begins' })
  const opened = await open(`/designer/${path}`, 'sam')
  const designer = new DesignerPage(opened.page)
  await opened.page.locator('.react-flow__node').first().waitFor()
  await designer.still()
  const line = (part: string) => opened.page.locator('.cm-line', { hasText: part })
  return { ...opened, designer, line }
}

test('the language server tells what a name means, completes it, lists the names of a file, and renames them in picture and text', async () => {
  const { page, designer, line, faults } = await withFile('spoken.dlflow')
  await line('step review').getByText('approval', { exact: true }).hover()
  await page.locator('.cm-tooltip', { hasText: /approv/i }).waitFor()

  await page.keyboard.press('Control+o')
  const go = page.getByRole('dialog', { name: 'Go to' })
  await go.getByRole('combobox').fill('review')
  await go.getByRole('option', { name: /^review/ }).first().waitFor()
  await page.keyboard.press('Enter')
  await go.waitFor({ state: 'detached' })
  await page.locator('.cm-activeLine', { hasText: 'step review' }).waitFor()
  await page.locator('.cm-content').press('F2')
  const rename = page.getByRole('dialog', { name: 'Rename review' })
  await rename.getByLabel('New name').fill('judgement')
  await page.keyboard.press('Enter')
  await designer.node('judgement').waitFor()
  await designer.says('step judgement = approval')

  await line('on reject').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('on ')
  await page.keyboard.press('Control+Space')
  await page.locator('.cm-tooltip-autocomplete').getByText('approve').first().waitFor()
  expect(faults).toEqual([])
})

test('what is misspelt is told under the text, on the picture and below, and mended by a click', async () => {
  const { page, designer, faults } = await withFile('misspelt.dlflow', nightly.replace('= approval(', '= aproval('))
  await designer.status().filter({ hasText: '1 error' }).waitFor()
  await page.locator('.cm-lintRange-error').first().waitFor()
  const problems = page.getByRole('region', { name: 'Problems' })
  await problems.getByRole('button').first().click()
  await problems.getByRole('listitem').getByRole('button', { name: /approval/ }).last().click()
  await designer.says('= approval(')
  await designer.status().filter({ hasText: 'No problems' }).waitFor()
  expect(faults).toEqual([])
})

test('steps are wrapped in parallel and in a condition, the change is seen beside the version before, and brought back', async () => {
  const { page, designer, faults } = await withFile('wrapped.dlflow', nightly.replace(' {\n        on reject -> wishes, max 3\n    }', ''))
  const wrap = async (way: string) => {
    await designer.canvas().press('w')
    await page.getByRole('dialog').getByRole('combobox').fill(way)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await designer.node('wishes').click()
  await designer.selectedNode('wishes').waitFor()
  await designer.canvas().press('Shift+ArrowDown')
  await designer.selectedNode('review').waitFor()
  await wrap('Parallel, the first')
  await designer.says('parallel any {')
  await designer.still()
  await designer.node('review').click()
  await designer.selectedNode('review').waitFor()
  await wrap('If a condition')
  await designer.says('if true {')
  await designer.still()

  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Versions' }).click()
  const versions = page.getByRole('dialog', { name: /^Versions of/ })
  await versions.locator('.react-flow__node').first().waitFor()
  await versions.getByText('Text', { exact: true }).click()
  await versions.locator('.cm-changedLine').first().waitFor()
  await versions.getByRole('button', { name: /As it begins/ }).click()
  await versions.getByRole('button', { name: 'Bring back' }).click()
  await versions.waitFor({ state: 'detached' })
  await expect.poll(() => designer.text()).not.toContain('parallel any {')
  await page.keyboard.press('Control+z')
  await designer.says('parallel any {')
  expect(faults).toEqual([])
})

test('what is published may start by itself', async () => {
  const { page, faults } = await withFile('by-itself.dlflow', nightly.replace('pipeline nightly', 'pipeline by_itself'))
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Publish or activate…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Let By itself start by itself').check()
  await dialog.getByRole('button', { name: 'Publish and activate' }).click()
  await page.getByText('By itself is published and starts by itself now').waitFor()
  expect((await json<{ pipelines: string[] }[]>('/definitions', undefined, inject('address'))).some(({ pipelines }) => pipelines.includes('by_itself'))).toBe(true)
  expect(faults).toEqual([])
})
