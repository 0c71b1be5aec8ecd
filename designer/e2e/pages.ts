import { startReview, startWaiting } from './api'

/** Every page there is, with something on it. */
export async function everyPage(): Promise<{ name: string; path: string; as?: string }[]> {
  const { run, task } = await startReview('fashion')
  const waiting = await startWaiting()
  return [
    { name: 'inbox', path: '/inbox' },
    { name: 'task', path: `/inbox/${task.id}` },
    { name: 'task-for-others', path: `/inbox/${task.id}?show=all`, as: 'dana' },
    { name: 'inbox-nothing', path: '/inbox?q=nothing+is+called+so' },
    { name: 'pipelines', path: '/designer' },
    { name: 'designer', path: '/designer/fashion/model.dlflow' },
    { name: 'designer-step', path: '/designer/fashion/model.dlflow?step=experiment_evaluation' },
    { name: 'no-such-file', path: '/designer/nothing.dlflow' },
    { name: 'runs', path: '/instances' },
    { name: 'run', path: `/instances/${run}?step=review` },
    { name: 'run-waiting', path: `/instances/${waiting}?step=parcel` },
    { name: 'run-journal', path: `/instances/${run}?view=journal` },
    { name: 'run-logs', path: `/instances/${run}?view=logs` },
    { name: 'experiments', path: '/experiments' },
    { name: 'no-such-run', path: '/instances/01990c2f-5d7e-7a54-8c1b-2f6f0f3f9a10' },
    { name: 'no-such-page', path: '/nothing/here' },
  ]
}
