import { expect, test } from 'vitest'
import type { InstanceDetail, JobView, OpenIncident, StepWait } from '../api/instances'
import type { HumanTask } from '../api/tasks'
import { marksOf } from './marks'

const none = { jobs: [], tasks: [], incidents: [], waits: [], outcomes: [] }

const run = (nodes: InstanceDetail['state']['nodes'], status: 'running' | 'cancelled' = 'running') =>
  ({ id: 'r', state: { status, nodes, traversals: { 'review reject': 2 } }, children: [] }) as unknown as InstanceDetail

test('a step is marked by its state and by the work that is under way', () => {
  const { nodes, taken, traversals } = marksOf(
    run({
      tuning: { status: 'done', iteration: 2, outcome: 'done' },
      training: { status: 'active', iteration: 1 },
      review: { status: 'active', iteration: 3 },
      packaging: { status: 'incident', iteration: 1, incident: { id: 'i', kind: 'failed', outcome: 'failed', code: 'c', message: 'no space left' } },
      later: { status: 'fresh' },
    }),
    {
      jobs: [{ instance: 'r', node: 'training', iteration: 1, status: 'running', progress: 0.25, progress_text: 'epoch 3 of 12' } as JobView],
      tasks: [{ id: 't', instance: 'r', node: 'review', status: 'open', roles: ['model_validator'] } as HumanTask],
      incidents: [],
      waits: [],
      outcomes: [],
    },
  )
  expect(nodes.get('tuning')).toMatchObject({ state: 'done', rounds: 2 })
  expect(nodes.get('training')).toMatchObject({ state: 'running', progress: 0.25, text: 'epoch 3 of 12' })
  expect(nodes.get('review')).toMatchObject({ state: 'person', task: 't', rounds: 3 })
  expect(nodes.get('packaging')).toMatchObject({ state: 'failed', text: 'no space left' })
  expect(nodes.has('later')).toBe(false)
  expect([...taken]).toEqual(['tuning done'])
  expect(traversals.get('review reject')).toBe(2)
})

test('a step that owns many jobs counts them while they are worked on', () => {
  const parts = { total: 9, done: 4, failed: 0, running: 2 }
  const job = { instance: 'r', node: 'tuning', iteration: 1, status: 'running', progress: 0.4, progress_text: '4 of 10 trials', parts } as JobView
  expect(marksOf(run({ tuning: { status: 'active', iteration: 1 } }), { ...none, jobs: [job] }).nodes.get('tuning')).toEqual({ state: 'running', rounds: 1, text: '4 of 10 trials', progress: 0.4, parts })
  const child = { id: 'c', state: { status: 'running' }, children: [] }
  const top = { ...run({ model: { status: 'active', iteration: 1, work: 'c' } }), children: [child] } as unknown as InstanceDetail
  expect(marksOf(top, { ...none, jobs: [{ ...job, instance: 'c' }] }).nodes.get('model')).toMatchObject({ state: 'running', text: 'tuning 4 of 10 trials', parts })
})

test('what a cancelled run was at is cancelled', () => {
  expect(marksOf(run({ training: { status: 'active', iteration: 1 } }, 'cancelled'), none).nodes.get('training')?.state).toBe('cancelled')
})

test('a step that called a pipeline shows what is most urgent in there', () => {
  const child = { id: 'c', state: { status: 'running' }, children: [{ id: 'd', state: { status: 'running' }, children: [] }] }
  const top = { ...run({ data: { status: 'active', iteration: 1, work: 'c' } }), children: [child] } as unknown as InstanceDetail
  const tasks = [{ id: 't', instance: 'd', node: 'quality', status: 'open', roles: ['data_engineer'] } as HumanTask]
  expect(marksOf(top, none).nodes.get('data')?.state).toBe('running')
  expect(marksOf(top, { ...none, tasks }).nodes.get('data')).toMatchObject({ state: 'person', text: 'quality: Data engineer' })
  expect(marksOf(top, { ...none, tasks, incidents: [{ instance: 'c', node: 'ingestion' } as OpenIncident] }).nodes.get('data')).toMatchObject({ state: 'failed' })
})

test('a step that waits for a time or a signal says so, also from inside what was called', () => {
  const waits = [{ instance: 'c', node: 'parcel', signal: { name: 'shipped', correlation: '' } }, { instance: 'r', node: 'pause', until: '2126-01-02T00:00:00Z' }] as StepWait[]
  const child = { id: 'c', state: { status: 'running' }, children: [] }
  const top = { ...run({ order: { status: 'active', iteration: 1, work: 'c' }, pause: { status: 'active', iteration: 1 } }), children: [child] } as unknown as InstanceDetail
  const { nodes } = marksOf(top, { ...none, waits })
  expect(nodes.get('order')).toMatchObject({ state: 'waiting', text: 'parcel: signal shipped' })
  expect(nodes.get('pause')?.text).toContain('2126')
})

test('how often an edge was taken is counted by where it led', () => {
  const outcomes = [
    { instance: 'r', node: 'review', outcome: 'reject', target: 'model.tuning', times: 2 },
    { instance: 'r', node: 'review', outcome: 'reject', target: 'data', times: 1 },
    { instance: 'other', node: 'review', outcome: 'reject', times: 9 },
  ]
  const { times } = marksOf(run({}), { ...none, outcomes })
  expect([times.get('review reject'), times.get('review reject model'), times.get('review reject data')]).toEqual([undefined, 2, 1])
})
