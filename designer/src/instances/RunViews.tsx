import { Tabs } from '@mantine/core'
import type { InstanceDetail } from '../api/instances'
import type { Work } from '../pictures/marks'
import { JournalView } from './JournalView'
import { LogView } from './LogView'
import { RunData } from './RunData'
import classes from './RunViews.module.css'
import { StepPanel } from './StepPanel'
import { Timeline } from './Timeline'

interface Props {
  run: InstanceDetail
  /** The run of the tree that the picture shows. */
  shown: InstanceDetail
  work: Work
  step: string | undefined
  view: string | undefined
  onGo: (to: Record<string, string | undefined>) => void
}

export function RunViews({ run, shown, work, step, view, onGo }: Props) {
  const chosen = view ?? (step ? 'step' : 'timeline')
  return (
    <Tabs value={chosen} onChange={(next) => onGo({ view: next ?? undefined })} className={classes.views!} keepMounted={false}>
      <Tabs.List px={12}>
        {step && <Tabs.Tab value="step">{step}</Tabs.Tab>}
        <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
        <Tabs.Tab value="journal">Journal</Tabs.Tab>
        <Tabs.Tab value="logs">Logs</Tabs.Tab>
        <Tabs.Tab value="data">Given and made</Tabs.Tab>
      </Tabs.List>
      {step && (
        <Tabs.Panel value="step" className={classes.panel!}>
          <StepPanel key={`${shown.id} ${step}`} run={shown} step={step} work={work} onOpen={(id) => onGo({ in: id, step: undefined, view: undefined })} onLogs={() => onGo({ view: 'logs' })} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="timeline" className={classes.panel!}>
        <Timeline run={run} work={work} onStep={(instance, node) => onGo({ in: instance === run.id ? undefined : instance, step: node, view: undefined })} />
      </Tabs.Panel>
      <Tabs.Panel value="journal" className={classes.panel!}>
        <JournalView run={run} onStep={(instance, node) => onGo({ in: instance === run.id ? undefined : instance, step: node, view: undefined })} />
      </Tabs.Panel>
      <Tabs.Panel value="logs" className={classes.panel!}>
        <LogView run={run} step={step} />
      </Tabs.Panel>
      <Tabs.Panel value="data" className={classes.panel!}>
        <RunData run={shown} />
      </Tabs.Panel>
    </Tabs>
  )
}
