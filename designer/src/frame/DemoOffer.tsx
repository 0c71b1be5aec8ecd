import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { demo, isSettingUp, useStartDemo, type DemoStage, type DemoState } from '../api/demo'
import type { State } from '../pictures/marks'
import { StateIcon } from '../pictures/StateIcon'
import classes from './DemoOffer.module.css'
import { useMe } from './me'

const stages: [DemoStage, string][] = [
  ['data', 'The data set'],
  ['pipelines', 'The pipelines'],
  ['run', 'The run'],
]

/** Offers to run the demo, and tells how its setting up goes. Nothing where the server has none to offer. */
export function DemoOffer() {
  const { data: state } = useQuery(demo())
  const { person, choose } = useMe()
  const navigate = useNavigate()
  const start = useStartDemo()
  const [folder, setFolder] = useState('')
  if (!state) return null
  const failed = state.stage === 'failed'
  const begin = () =>
    start.mutate(folder, {
      onSuccess: () => {
        // Whoever is somebody already stays who they are.
        if (!person) choose('sam')
        void navigate('/inbox?show=all')
      },
    })
  return (
    <section className={classes.offer} aria-label="The demo">
      <h2>See it at work</h2>
      <p>
        The demo takes pictures of clothes through the whole lifecycle: data, model, deployment, and back where people are not content. You play its people: their questions come into this inbox, and the menu at the top says who you
        are. Machines need a minute or two in between.
      </p>
      {isSettingUp(state.stage) || state.stage === 'started' ? (
        <SettingUp state={state} />
      ) : (
        <>
          {failed && (
            <div role="alert" className={classes.failed}>
              <b>The demo could not be set up</b>
              <p>{state.problem?.message}</p>
            </div>
          )}
          {failed && (
            <TextInput
              label="A folder with Fashion-MNIST's four .gz files"
              description="On the machine where DeepFlow runs; leave it empty to look and fetch once more"
              value={folder}
              onChange={(event) => setFolder(event.currentTarget.value)}
              mb="sm"
            />
          )}
          {start.error && (
            <p role="alert" className={classes.refused}>
              {start.error.message}
            </p>
          )}
          <Button onClick={begin} loading={start.isPending}>
            {failed ? 'Try again' : 'Run the demo'}
          </Button>
        </>
      )}
    </section>
  )
}

function SettingUp({ state }: { state: DemoState }) {
  const at = state.stage === 'started' ? stages.length : stages.findIndex(([stage]) => stage === state.stage)
  return (
    <ol className={classes.stages} aria-label="Setting the demo up" aria-live="polite">
      {stages.map(([stage, name], index) => {
        const stands: State = index < at ? 'done' : index === at ? 'running' : 'queued'
        return (
          <li key={stage} data-state={stands}>
            <StateIcon state={stands} size={18} />
            <span>{name}</span>
            {index === at && (
              <span className={classes.doing}>
                {state.doing}
                {state.share > 0 && ` · ${Math.round(state.share * 100)} %`}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
