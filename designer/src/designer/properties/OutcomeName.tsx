import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { Port } from '../../api/sources'
import { words } from '../../format/words'
import type { Desk } from '../desk/Desk'
import { NameField } from './NameField'
import classes from './Properties.module.css'

/** How people read an outcome, and a way to have them read it otherwise. */
export function OutcomeName({ desk, node, port: { outcome, label } }: { desk: Desk; node: string; port: Port }) {
  const [changes, setChanges] = useState(false)
  const read = label ?? words(outcome)
  if (!changes)
    return (
      <span>
        {read}{' '}
        <button type="button" className={classes.small} aria-label={`Call ${read} otherwise`} onClick={() => setChanges(true)}>
          <IconPencil size={12} aria-hidden />
        </button>
      </span>
    )
  return (
    <NameField
      label={`${words(outcome)}, as people read it`}
      name={`label-${outcome}`}
      mono={false}
      value={label ?? ''}
      placeholder={words(outcome)}
      onCommit={(text) => {
        setChanges(false)
        return desk.edit({ kind: 'set_outcome_label', node, outcome, ...(text && { label: text }) })
      }}
    />
  )
}
