import { expect, test } from 'vitest'
import { json } from './api'
import { useBrowser } from './browser'
import { DesignerPage } from './designer'
import { nextFrame } from './next-frame'
import { numbers } from './numbers'

const { open } = useBrowser()

const edits = 200
const together = 8 // edits between two looks at whether text and picture agree
const large = 17 // nodes of a picture that is not let grow further
const seed = Number(process.env['DEEPFLOW_SEED'] ?? 204062)
const path = 'fashion/model.dlflow'

interface Source {
  reads: boolean
  pictures: { nodes: { id: string }[]; edges: { from: string; outcome: string; to: string[] }[] }[]
}

test(`text and picture agree after ${edits} random edits with keys, mouse and in the text (DEEPFLOW_SEED=${seed}), and undo leads back to the first text`, async () => {
  const { page, faults } = await open(`/designer/${path}`, 'sam')
  const designer = new DesignerPage(page)
  const next = numbers(seed)
  const of = <T>(list: readonly T[]): T => list[next(list.length)]!
  const press = (key: string) => page.keyboard.press(key)
  // What is asked for by now, after a key: it comes with the next frame or not at all.
  const asked = async () => {
    await nextFrame(page)
    return page.evaluate(() => document.querySelector('[role="dialog"] [role="combobox"]')?.getAttribute('aria-label') ?? '')
  }
  const ids = async () => (await designer.canvas().getAttribute('data-nodes'))!.split(' ')

  const choose = async (text: string) => {
    await page.keyboard.insertText(text)
    await press('Enter')
  }
  const insert = async () => {
    await press('i')
    if (await asked()) await choose(of(['Approval', 'Train', 'Split data', 'Validate data', 'If', 'Parallel']))
  }
  const drag = async () => {
    await page.getByRole('tab', { name: 'Add' }).click()
    await designer.whole()
    const lines = await page.locator('.react-flow__edge').evaluateAll((all) => all.map((one) => one.getAttribute('data-id')!))
    const to = await designer.onLine(of(lines))
    const from = (await page.getByRole('button', { name: 'Data analysis', exact: true }).boundingBox())!
    await page.mouse.move(from.x + 40, from.y + 10)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 3 })
    await page.mouse.up()
  }
  const rename = async (edit: number) => {
    await press('r')
    await asked()
    if (!(await page.evaluate(() => document.activeElement?.getAttribute('name') === 'step-name'))) return
    await press('Control+a')
    await choose(`renamed_${edit}`)
  }
  const wrap = async () => {
    await press('w')
    if (!(await asked())) return
    for (let down = next(4); down > 0; down--) await press('ArrowDown')
    await press('Enter')
  }
  const lead = async () => {
    await press('c')
    if ((await asked()).startsWith('Which outcome')) await choose(of(['failed', 'timeout', 'reject']))
    if (!(await asked()).startsWith('Where does')) return
    for (let down = next(8); down > 0; down--) await press('ArrowDown')
    await press('Enter')
    // A line that leads back asks how often it may.
    await asked()
    if (await page.getByLabel('How many times in a row').isVisible()) await press('Enter')
  }
  const write = async (edit: number) => {
    const text = of([`    step typed_${edit} = data_analysis(data: train)\n`, '    // a thought\n', '\n', `    if 1 < ${edit} {\n        step also_${edit} = data_analysis(data: test)\n    }\n`, '    step ((\n'])
    await designer.goToLine(next)
    await page.keyboard.insertText(text)
  }
  const many = [insert, insert, insert, wrap, wrap, () => press('Control+d'), () => press('Control+d'), drag, write, write, write]
  const few = [() => press('Delete'), () => press('Delete'), () => press(of(['Alt+ArrowUp', 'Alt+ArrowDown'])), rename, lead, lead, () => press('Control+z'), () => press('Control+y')]

  // What the picture shows is what the server draws of the text as it stands in the editor; of a text that cannot be read it shows the last that could.
  const agree = async (edit: number) => {
    await expect
      .poll(
        async () => {
          const text = await designer.text()
          const { reads, pictures } = await json<Source>('/sources/drawing', { path, texts: { [path]: text } })
          if (!reads) return (await page.getByText('The picture shows how it was last').count()) > 0 || (await designer.status().innerText()).includes('error')
          const lines = await page.locator('.react-flow__edge').evaluateAll((all) => all.map((one) => one.getAttribute('data-id')!))
          const picture = pictures[0]!
          const expected = picture.edges.flatMap(({ from, outcome, to }) => to.map((one) => `${from} ${outcome} ${one.split('.')[0]}`))
          return (await ids()).join(' ') === picture.nodes.map((node) => node.id).join(' ') && [...new Set(lines)].sort().join() === [...new Set(expected)].sort().join()
        },
        { message: `text and picture agree after edit ${edit}` },
      )
      .toBe(true)
    return (await json<Source>('/sources/drawing', { path, texts: { [path]: await designer.text() } })).reads
  }

  await designer.node('tuning').waitFor()
  const begun = await designer.text()
  await designer.canvas().focus()
  let nodes = (await ids()).length
  for (let edit = 1; edit <= edits; edit++) {
    // To a step, or sometimes to a line that leaves it.
    for (let steps = 1 + next(2); steps > 0; steps--) await press(of(['ArrowDown', 'ArrowUp']))
    if (next(5) === 0) await press('e')
    await of(nodes > large ? few : [...many, ...few])(edit)
    if (await page.evaluate(() => document.querySelector('[role="dialog"]') !== null)) await press('Escape')
    await designer.canvas().focus()
    await designer.still()
    nodes = (await ids()).length
    // What cannot be read is taken back: a picture of it cannot be edited.
    if (edit % together === 0) while (!(await agree(edit))) await press('Control+z')
  }
  // The last edit may have been taken back: with this one nothing is left to be redone.
  await designer.goToLine(() => 0)
  await page.keyboard.insertText('// ended\n')
  await designer.canvas().focus()
  await designer.still()
  const ended = await designer.text()
  await designer.undoAll()
  expect(await designer.text()).toBe(begun)
  await agree(0)
  await designer.redoAll()
  expect(await designer.text()).toBe(ended)
  await agree(edits)
  // What cannot be done the server refuses, and says why.
  expect(faults.filter((fault) => !fault.includes('409'))).toEqual([])
})
