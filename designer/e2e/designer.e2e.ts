import { expect, test } from 'vitest'
import { json } from './api'
import { useBrowser } from './browser'
import { DesignerPage } from './designer'

const { open } = useBrowser()

const at = async (path: string, as = 'sam') => {
  const opened = await open(`/designer/${path}`, as)
  const designer = new DesignerPage(opened.page)
  await designer.canvas().waitFor()
  await opened.page.locator('.react-flow__node').first().waitFor()
  return { ...opened, designer }
}

const save = async ({ page }: DesignerPage, message: string) => {
  await page.keyboard.press('Control+s')
  await page.getByLabel('What has changed, and why?').fill(message)
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
}

/** Writes at the end of the text, as a person who types. */
const type = async ({ page }: DesignerPage, text: string, key = 'Control+End') => {
  await page.locator('.cm-content').click()
  await page.mouse.move(4, 4)
  await page.keyboard.press(key)
  await page.keyboard.insertText(text)
}

test('the cursor in the text selects on the picture, and a step on the picture shows where it is written', async () => {
  const { designer, faults } = await at('fashion/model.dlflow')
  await designer.node('registration').click()
  await designer.page.locator('.cm-line.cm-picked', { hasText: 'step registration' }).waitFor()
  await designer.page.locator('.cm-line', { hasText: 'step analysis' }).click()
  await designer.node('analysis').and(designer.page.locator('.selected')).waitFor()
  expect(faults).toEqual([])
})

test('while the text cannot be read, the picture keeps its last good state and says so', async () => {
  const { designer } = await at('release.dlflow')
  const before = await designer.page.locator('.react-flow__node').count()
  await type(designer, '\n\npipeline broken( { step', 'Control+End')
  await designer.status().filter({ hasText: 'error' }).waitFor()
  expect(await designer.page.locator('.react-flow__node').count()).toBe(before)
  await designer.page.locator('.cm-line', { hasText: 'step review' }).click()
  await designer.page.keyboard.press('Home')
  await designer.page.keyboard.insertText('step = ((')
  await designer.page.getByText('The picture shows how it was last').waitFor()
  await designer.node('review').waitFor()
  for (let back = 0; back < 6; back++) await designer.page.keyboard.press('Control+z')
  await designer.page.getByText('The picture shows how it was last').waitFor({ state: 'detached' })
})

test('what was typed is there after a reload, and undo takes back text and picture alike', async () => {
  const { designer, page } = await at('release.dlflow')
  await type(designer, '// half a thought\n', 'Control+Home')
  await designer.node('review').click()
  await page.keyboard.press('F2')
  await designer.fill('step-name', 'judgement')
  await designer.node('judgement').waitFor()
  await page.getByText('Not saved').waitFor()
  await page.reload()
  await designer.node('judgement').waitFor()
  expect(await designer.text()).toContain('// half a thought')
  await page.getByText('Not saved').waitFor()

  await designer.node('judgement').click()
  await page.keyboard.press('Delete')
  await designer.node('judgement').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await designer.node('judgement').waitFor()
})

test('of two people at one file the second sees what the first has saved, and nothing is lost', async () => {
  const [first, second] = [await at('fashion/deployment.dlflow', 'olga'), await at('fashion/deployment.dlflow', 'sam')]
  await type(first.designer, '// Olga was here\n', 'Control+Home')
  await save(first.designer, 'From Olga')
  await first.page.getByText('Saved', { exact: true }).waitFor()
  await type(second.designer, '\n// and Sam at the end', 'Control+End')
  await save(second.designer, 'From Sam')
  await second.page.getByText('was saved by somebody else meanwhile').waitFor()
  await second.page.getByText('From Olga').waitFor()
  await second.page.getByRole('button', { name: 'Save the right side' }).click()
  await second.page.getByText('Saved', { exact: true }).waitFor()
  const text = await second.designer.text()
  expect(text).toContain('// Olga was here')
  expect(text).toContain('// and Sam at the end')

  await second.page.getByRole('button', { name: 'More' }).click()
  await second.page.getByRole('menuitem', { name: 'Versions' }).click()
  await second.page.getByRole('button', { name: /From Olga/ }).waitFor()
})

/** Keeps edits of the picture on their way to the server until they are let go. */
const holdEdits = async ({ page }: DesignerPage): Promise<() => void> => {
  let letGo = () => {}
  const held = new Promise<void>((done) => (letGo = done))
  await page.route('**/api/v1/sources/edit', async (route) => {
    await held
    await route.continue()
  })
  return letGo
}

const insertBehind = async (designer: DesignerPage, node: string, step: string) => {
  await designer.node(node).click()
  await designer.page.keyboard.press('i')
  await designer.page.getByRole('combobox', { name: 'Insert a step' }).fill(step)
  await designer.page.keyboard.press('Enter')
}

test('what a person selects while an edit is on its way stays selected', async () => {
  const { designer } = await at('fashion/model.dlflow')
  const letGo = await holdEdits(designer)
  await insertBehind(designer, 'analysis', 'Define requirements')
  await designer.node('registration').click()
  await designer.selectedNode('registration').waitFor()
  letGo()
  await designer.says('step define_requirements')
  await designer.still()
  expect(await designer.selected()).toBe('registration')
})

test('what a person types while an edit is on its way is not taken away, in the panel or in the palette', async () => {
  const { designer, page } = await at('fashion/model.dlflow')
  const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement).value)
  let letGo = await holdEdits(designer)
  await insertBehind(designer, 'analysis', 'Define requirements')
  await designer.field('step-name').fill('looked')
  letGo()
  await designer.says('step define_requirements')
  await designer.still()
  expect(await designer.selected()).toBe('analysis')
  expect(await focused()).toBe('looked')
  await page.keyboard.type('_at')
  await page.keyboard.press('Enter')
  await designer.says('step looked_at ')

  await page.unroute('**/api/v1/sources/edit')
  letGo = await holdEdits(designer)
  await page.getByRole('tab', { name: 'Add' }).click()
  await page.getByRole('button', { name: 'Evaluate model' }).click()
  await page.getByRole('searchbox', { name: 'Search steps' }).fill('regis')
  letGo()
  await designer.says('step evaluate_model')
  await designer.still()
  expect(await focused()).toBe('regis')
})

test('what starts a pipeline, its runs, roles and the words of an outcome are set in the panel', async () => {
  const { designer, page } = await at('release.dlflow')
  await page.getByRole('tab', { name: 'Pipeline' }).click()
  await page.getByRole('button', { name: 'Add what starts it' }).click()
  await page.getByRole('menuitem', { name: /^At certain times/ }).click()
  await designer.says('on cron("0 3 * * 1")')
  await designer.fill('trigger-0', 'on cron("0 4 * * 1")')
  await designer.says('on cron("0 4 * * 1")')
  await designer.fill('runs', 'runs 2, then queue')
  await designer.says('runs 2, then queue')
  await designer.fill('roles', 'roles { approval: model_validator }')
  await designer.says('approval: model_validator')

  await designer.node('review').click()
  await page.getByRole('button', { name: 'Call Approve otherwise' }).click()
  await designer.fill('label-approve', 'Ship it')
  await designer.says('"Ship it"')
})

test('a file is renamed and deleted where all files are listed', async () => {
  await json('/sources/file', { path: 'early.dlflow', text: 'pipeline early() {\n}\n', as: 'sam' })
  const { page } = await open('/designer', 'sam')
  await page.getByRole('button', { name: 'More for early.dlflow' }).click()
  await page.getByRole('menuitem', { name: /^Rename/ }).click()
  await page.getByLabel('File').fill('late.dlflow')
  await page.getByRole('dialog').getByRole('button', { name: 'Rename', exact: true }).click()
  await page.getByRole('button', { name: 'More for late.dlflow' }).click()
  await page.getByRole('menuitem', { name: /^Delete/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('button', { name: 'More for late.dlflow' }).waitFor({ state: 'detached' })
  expect(await page.getByRole('button', { name: 'More for early.dlflow' }).count()).toBe(0)
})

test('a called pipeline opens in its place, and the way back is there', async () => {
  const { designer, page } = await at('fashion/lifecycle.dlflow')
  await designer.node('model').dblclick()
  await page.getByRole('application', { name: 'Picture of Fashion model' }).waitFor()
  await page.getByRole('navigation', { name: 'Called pipelines' }).getByRole('button').click()
  await page.getByRole('application', { name: 'Picture of Fashion lifecycle' }).waitFor()
})

test('a pipeline is drawn, saved, run, sent back by a person, and goes round', async () => {
  const { page } = await open('/designer', 'sam')
  const designer = new DesignerPage(page)
  await page.getByRole('button', { name: 'New pipeline' }).click()
  await page.getByLabel('What is it called?').fill('handbook')
  await page.keyboard.press('Enter')
  await designer.canvas().waitFor()
  await designer.canvas().focus()
  for (const [item, name, title] of [['Define requirements', 'wishes', 'What must it say?'], ['Approval', 'review', 'Is it good?']] as const) {
    const before = await designer.selected()
    await page.keyboard.press('i')
    await page.getByRole('combobox', { name: 'Insert a step' }).fill(item)
    await page.keyboard.press('Enter')
    // The panel of the step before it stands until the new one is drawn and selected.
    const inserted = designer.selectedNext(before)
    await inserted.waitFor()
    await designer.still()
    await page.locator(`[name="step-name"][value="${await inserted.getAttribute('data-id')}"]`).waitFor()
    await designer.fill('step-name', name)
    await designer.node(name).waitFor()
    await designer.fill('title', title)
    await designer.says(title)
    await designer.canvas().focus()
  }
  await page.keyboard.press('c')
  await page.getByRole('combobox', { name: /^Which outcome/ }).fill('reject')
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: /^Where does/ }).fill('wishes')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Draw the line' }).click()
  await designer.says('on reject -> wishes, max 3')
  await save(designer, 'The handbook')
  await page.getByRole('button', { name: 'Run…' }).click()
  await page.getByRole('button', { name: 'Publish and run' }).click()
  await page.waitForURL(/\/instances\//)
  const run = page.url()

  const decide = async (as: string, task: RegExp, act: (inbox: typeof page) => Promise<void>) => {
    const inbox = await open('/inbox', as)
    await inbox.page.getByRole('link', { name: task }).first().click()
    await act(inbox.page)
    await inbox.context.close()
  }
  const answer = async (inbox: typeof page) => {
    await inbox.getByRole('button', { name: /^Begin/ }).first().click()
    await inbox.getByText('Begin: What must it say?').waitFor()
  }
  await decide('sam', /What must it say/, answer)
  await decide('vera', /Is it good/, async (inbox) => {
    await inbox.getByRole('button', { name: 'Reject…' }).click()
    await inbox.getByRole('radio', { name: 'wishes' }).click()
    await inbox.getByLabel('Why?').fill('Too short.')
    await inbox.getByRole('button', { name: /^Reject, back to wishes/ }).click()
    await inbox.getByText('Reject: Is it good?').waitFor()
  })
  await decide('sam', /What must it say.*round 2/, answer)
  await decide('vera', /Is it good.*round 2/, async (inbox) => {
    await inbox.getByRole('button', { name: /^Approve/ }).click()
    await inbox.getByText('Approve: Is it good?').waitFor()
  })
  await page.goto(run)
  await page.getByText('Finished').waitFor()
  await page.getByLabel('Picture of Handbook').getByText('×2').first().waitFor()
})
