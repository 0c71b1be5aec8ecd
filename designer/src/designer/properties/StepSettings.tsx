import { Menu } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { Catalog, NodeDetails } from '../../api/sources'
import { words } from '../../format/words'
import type { Desk } from '../desk/Desk'
import { NameField } from './NameField'
import classes from './Properties.module.css'

/** How a step is carried out: by whom, with what, how often again, by when. */
export function StepSettings({ details, catalog, desk }: { details: NodeDetails; catalog: Catalog; desk: Desk }) {
  const settings = details.settings.filter((setting) => setting.kind !== 'on')
  const set = (setting: string, text?: string) => desk.edit({ kind: 'set_setting', node: details.id, setting, ...(text && { text }) })
  const free = catalog.settings.filter((one) => one.kind !== 'on' && !settings.some((setting) => setting.kind === one.kind))
  return (
    <section className={classes.section} aria-label="Settings">
      <h3>Settings</h3>
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
              <Menu.Item key={one.kind} onClick={() => void set(one.kind, one.example)}>
                <b>{words(one.kind)}</b>
                <div className={classes.description}>{one.documentation}</div>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </section>
  )
}
