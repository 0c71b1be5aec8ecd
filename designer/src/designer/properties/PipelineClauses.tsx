import { Menu } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { PipelineDetails } from '../../api/sources'
import type { Desk } from '../desk/Desk'
import { NameField } from './NameField'
import classes from './Properties.module.css'

/** What may start a pipeline, each as it is first written. */
const causes: [title: string, text: string][] = [
  ['When new data has been versioned', 'on data_changed(source)'],
  ['At certain times', 'on cron("0 3 * * 1")'],
  ['When a signal comes', 'on event("name")'],
  ['When code is pushed', 'on pushed(branch: "main")'],
  ['When another pipeline has finished', 'on finished(pipeline)'],
  ['When the installation starts', 'on started'],
]

/** What starts a pipeline, how many of its runs at once, and who does what unless a step says otherwise. */
export function PipelineClauses({ desk, pipeline }: { desk: Desk; pipeline: PipelineDetails }) {
  const set = (clause: string, text: string, at?: number) => desk.edit({ kind: 'set_clause', clause, ...(text && { text }), ...(at !== undefined && { at }) })
  return (
    <>
      <section className={classes.section} aria-label="Starts by itself">
        <h3>Starts by itself</h3>
        {pipeline.triggers.map((trigger, at) => (
          <div key={at} className={classes.setting}>
            <div>
              <NameField label={trigger.entry ? `Enters at ${trigger.entry}` : 'Enters at the first step'} name={`trigger-${at}`} value={trigger.text} onCommit={(text) => set('trigger', text, at)} />
            </div>
            <button type="button" className={classes.small} aria-label={`Remove ${trigger.text}`} onClick={() => void set('trigger', '', at)}>
              <IconX size={14} aria-hidden />
            </button>
          </div>
        ))}
        <Menu position="bottom-start" width={280}>
          <Menu.Target>
            <button type="button" className={classes.small} style={{ justifySelf: 'start' }}>
              <IconPlus size={12} aria-hidden /> Add what starts it
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {causes.map(([title, text]) => (
              <Menu.Item key={text} onClick={() => void set('trigger', text)}>
                {title}
                <div className={classes.description}>
                  <code>{text}</code>
                </div>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </section>
      <section className={classes.section} aria-label="Runs and roles">
        <h3>Runs and roles</h3>
        <NameField label="Runs at once" name="runs" value={pipeline.runs_text ?? ''} placeholder="runs 1, then queue" onCommit={(text) => set('runs', text)} />
        <NameField label="Who does what" name="roles" value={(pipeline.roles_text ?? '').replaceAll(/\s+/g, ' ')} placeholder="roles { tune: data_scientist }" onCommit={(text) => set('roles', text)} />
      </section>
    </>
  )
}
