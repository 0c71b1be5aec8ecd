import { expect, test } from 'vitest'
import type { Activity, Catalog } from '../../api/sources'
import { paletteItems, searchItems } from './items'

const activity = (name: string, summary: string, kind: Activity['kind'] = 'job'): Activity => ({ name, summary, kind, role: 'data_scientist', inputs: [], outputs: [], outcomes: [], open_outcomes: false })
const catalog: Catalog = {
  stages: [
    { stage: 'general', activities: [activity('approval', 'A person approves it.', 'task')] },
    { stage: 'model', activities: [activity('train', 'Trains a model.'), activity('evaluate_model', 'Judges what training gave.')] },
    { stage: 'data', activities: [activity('split_data', 'Splits.')] },
  ],
  families: [],
  settings: [],
}
const callables = [{ name: 'fashion_data', path: 'data.dlflow', parameters: [], results: [], visible: true }]

test('the palette follows the lifecycle, then come own pipelines and the flow', () => {
  const items = paletteItems(catalog, callables, null)
  expect(items.map((item) => item.group).filter((group, at, all) => all.indexOf(group) === at)).toEqual(['Data pipeline', 'Model pipeline', 'Everywhere', 'Pipelines of this project', 'Flow'])
  expect(paletteItems(catalog, callables, 'fashion_data').some((item) => item.id === 'pipeline fashion_data')).toBe(false)
})

test('a search finds by name first, then by what a step does', () => {
  const found = (text: string) => searchItems(paletteItems(catalog, [], null), text).map((item) => item.id)
  expect(found('train').slice(0, 2)).toEqual(['train', 'evaluate_model'])
  expect(found('split data')).toEqual(['split_data'])
  expect(found('nothing like it')).toEqual([])
  const failing = { name: 'failing', path: 'failing.dlflow', parameters: [], results: [], visible: true }
  expect(searchItems(paletteItems(catalog, [failing], null), 'fail').map((item) => item.id).slice(0, 2)).toEqual(['block fail', 'pipeline failing'])
})
