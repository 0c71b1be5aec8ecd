import { expect, test } from 'vitest'
import type { Picture } from '../api/definitions'
import { groupTargets } from './group-targets'

const picture = (pipeline: string, calls: Record<string, string> = {}): Picture => ({
  pipeline,
  span: { file: '', line: 1, column: 1, end_line: 1, end_column: 1 },
  nodes: Object.entries(calls).map(([id, callee]) => ({ id, kind: 'call', callee })),
  edges: [],
  entries: [],
})

test('targets are grouped by the pipeline that they lie in', () => {
  const pictures = [picture('lifecycle', { model: 'fashion_model', data: 'fashion_data' }), picture('fashion_model'), picture('fashion_data')]
  const groups = groupTargets(pictures, 'lifecycle', ['model.prepared', 'model.tuning', 'data.collection', 'setup'])
  expect(groups.map((group) => [group.within, group.picture.pipeline, group.steps, group.steps.map(group.pathOf)])).toEqual([
    ['model', 'fashion_model', ['prepared', 'tuning'], ['model.prepared', 'model.tuning']],
    ['data', 'fashion_data', ['collection'], ['data.collection']],
    ['', 'lifecycle', ['setup'], ['setup']],
  ])
})

test('a target in a pipeline that is not known is left to its name', () => {
  expect(groupTargets([], 'lifecycle', ['model.prepared'])).toEqual([])
})
