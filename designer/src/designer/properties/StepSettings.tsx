import { Menu } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Catalog, NodeDetails, SettingKind } from '../../api/sources'
import { words } from '../../format/words'
import { focusPanel, isBusyElsewhere } from '../focus'
import type { Desk } from '../desk/Desk'
import { NameField } from './NameField'
import { Sentence } from '../Sentence'
import classes from './Properties.module.css'

/** How a step is carried out: by whom, with what, how often again, by when. */
export function StepSettings({ details, human, catalog, desk }: { details: NodeDetails; human: boolean; catalog: Catalog; desk: Desk }) {
  const [begun, setBegun] = useState<string>()
  const settings = details.settings.filter((setting) => setting.kind !== 'on')
  const set = (setting: string, text?: string) => desk.edit({ kind: 'set_setting', node: details.id, setting, ...(text && { text }) })
  const free = catalog.settings.filter((one) => one.name !== 'on' && (human ? one.for_tasks : one.for_jobs) && !settings.some((setting) => setting.kind === one.name))
  // A setting that says nothing without what follows its word is only begun.
  const begin = async ({ name, example }: SettingKind) => {
    if (!example || (example === name && name !== 'cache')) setBegun(name)
    else await set(name, example)
    if (!isBusyElsewhere()) setTimeout(() => focusPanel(`setting-${name}`))
  }
  return (
    <section className={classes.section} aria-label="Settings">
      <h3>Settings</h3>
      {begun && !settings.some((setting) => setting.kind === begun) && (
        <NameField label={words(begun)} name={`setting-${begun}`} value={`${begun} `} onCommit={(next) => (next === begun || next === '' ? setBegun(undefined) : set(begun, next))} />
      )}
      {settings.map(({ kind, text }) => (
        <div key={kind} className={classes.setting}>
          <div>
            <NameField label={words(kind)} name={`setting-${kind}`} value={text} onCommit={(next) => set(kind, next === '' ? undefined : next)} />
          </div>
          <button type="button" className={classes.small} aria-label={`Remove ${kind}`} onClick={() => void set(kind)}>
            <IconX size={14} aria-hidden />
          </button>
        </div>
      ))}
      {free.length > 0 && (
        <Menu position="bottom-start" width={280}>
          <Menu.Target>
            <button type="button" className={classes.small} style={{ justifySelf: 'start' }}>
              <IconPlus size={12} aria-hidden /> Add a setting
            </button>
          </Menu.Target>
          <Menu.Dropdown mah={360} style={{ overflow: 'auto' }}>
            {free.map((one) => (
              <Menu.Item key={one.name} onClick={() => void begin(one)}>
                <b>{words(one.name)}</b>
                <div className={classes.description}><Sentence text={one.meaning} />
                </div>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </section>
  )
}
