import { expect, test } from 'vitest'
import type { Catalog, Drawing, Input, PipelineDetails } from '../../api/sources'
import { candidatesAt, completions, propose } from './candidates'

const input = (name: string, kind: Input['type']['kind'], required = true): Input => ({ name, type: { kind, text: kind, optional: false }, required })
const activity = (name: string, inputs: Input[], outputs: { name: string; type: Input['type'] }[]) => ({ name, summary: '', kind: 'job' as const, role: 'data_scientist', inputs, outputs, outcomes: [], open_outcomes: false })
const dataset = { kind: 'dataset' as const, text: 'dataset', optional: false }
const catalog: Catalog = {
  stages: [{ stage: 'model', activities: [activity('split', [input('data', 'dataset')], [{ name: 'first', type: dataset }, { name: 'rest', type: dataset }])] }],
  families: [{ name: 'optimizer', constructors: [{ name: 'adam', inputs: [] }] }],
  settings: [],
}
const drawing = { callables: [], declarations: [{ kind: 'model', name: 'mlp' }] } as unknown as Drawing
const node = (id: string) => ({ id, callee: 'split', arguments: [], settings: [], parts: [] })
const details = { parameters: [input('train', 'dataset')], nodes: [node('a'), node('b'), node('c')] } as unknown as PipelineDetails

test('an expression can name parameters and what was written before it', () => {
  expect(candidatesAt('b', details, drawing, catalog).map((one) => one.text)).toEqual(['train', 'a.first', 'a.rest', 'mlp'])
  expect(candidatesAt('a', details, drawing, catalog).map((one) => one.text)).toEqual(['train', 'mlp'])
})

test('a new step takes the latest that fits, by name first', () => {
  const candidates = candidatesAt('c', details, drawing, catalog)
  expect(propose([input('data', 'dataset'), input('rest', 'dataset'), input('title', 'string'), input('more', 'dataset', false)], candidates)).toEqual([
    { name: 'data', value: 'b.rest' },
    { name: 'rest', value: 'b.rest' },
  ])
  expect(propose([input('train', 'dataset')], candidates)).toEqual([{ name: 'train', value: 'train' }])
})

test('what is typed is finished where the cursor stands', () => {
  const candidates = candidatesAt('c', details, drawing, catalog)
  expect(completions('[a.first, b.f', input('x', 'dataset'), candidates, catalog).map((one) => one.value)).toEqual(['[a.first, b.first'])
  expect(completions('', { ...input('o', 'named'), type: { kind: 'named', text: 'optimizer', optional: false, name: 'optimizer' } }, [], catalog).map((one) => one.value)).toEqual(['adam()'])
  expect(completions('t', input('b', 'bool'), [], catalog).map((one) => one.shows)).toEqual(['true'])
})
