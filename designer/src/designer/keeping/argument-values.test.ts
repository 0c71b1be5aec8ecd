import { expect, test } from 'vitest'
import type { Input } from '../../api/sources'
import { argumentValues } from './argument-values'

const input = (name: string, kind: Input['type']['kind']): Input => ({ name, type: { kind, text: kind, optional: false }, required: true })

test('what is typed becomes a value of the parameter’s type, what is empty is left to its default', () => {
  const parameters = [input('n', 'int'), input('yes', 'bool'), input('name', 'string'), input('list', 'list'), input('model', 'model'), input('empty', 'string')]
  expect(argumentValues(parameters, { n: '3', yes: 'true', name: '42', list: '[1, 2]', model: 'fashion@3', empty: ' ' })).toEqual({ n: 3, yes: true, name: '42', list: [1, 2], model: 'fashion@3' })
})
