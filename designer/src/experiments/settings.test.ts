import { expect, test } from 'vitest'
import type { ExperimentDetail } from '../api/experiments'
import { comparedSettings, settingsOf, settingWords } from './settings'

const detail = (lr: number) =>
  ({
    configuration: { model: { definition: { name: 'mlp', layers: [1] }, arguments: { hidden: 8 } }, optimizer: { $: 'adam', lr }, space: { lr: { $: 'log', between: { $range: [1, 2] } } }, batch: 64 },
    environment: { threads: 1 },
    train_commit: 'a'.repeat(32),
    validation_commit: 'b'.repeat(32),
  }) as unknown as ExperimentDetail

test('settings are told flat, without the layers of the network', () => {
  expect(settingsOf(detail(0.1))).toEqual([
    ['model.name', 'mlp'], ['model.arguments.hidden', 8], ['optimizer kind', 'adam'], ['optimizer.lr', 0.1], ['space.lr', { $: 'log', between: { $range: [1, 2] } }], ['batch', 64],
    ['train data', 'aaaaaaaaaaaa'], ['validation data', 'bbbbbbbbbbbb'], ['environment.threads', 1],
  ])
})

test('what differs between experiments comes first', () => {
  const compared = comparedSettings([detail(0.1), detail(0.2)])
  expect(compared[0]).toEqual({ name: 'optimizer.lr', values: [0.1, 0.2], differs: true })
  expect(compared.filter((one) => one.differs)).toHaveLength(1)
})

test.each([
  ['plan.optimizer.lr', 'Optimizer lr'],
  ['plan.optimizer kind', 'Optimizer'],
  ['model.name', 'Model'],
  ['model.hyperparameters.hidden', 'Hidden'],
  ['model.input.width', 'Input width'],
  ['environment.dot_net', 'Runtime'],
  ['space.lr', 'Space lr'],
  ['train data', 'Train data'],
])('the setting %s reads "%s"', (name, text) => expect(settingWords(name)).toBe(text))
