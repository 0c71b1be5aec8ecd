import { Checkbox, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useAddPerson } from '../api/people'
import { catalog } from '../api/sources'
import { roleName } from '../format/words'
import { Ask } from './Ask'
import { useMe } from './me'
import classes from './PersonDialog.module.css'

const owner = 'owner'

/**
 * Adds somebody to the project's people. The first is whoever asks: they hold every role until others come.
 * @param onClose Is told whether somebody has been added.
 */
export function PersonDialog({ onClose }: { onClose: (added: boolean) => void }) {
  const { everyone, choose, ...me } = useMe()
  const [isFirst] = useState(me.isFirst) // also once they are added, while this closes
  const { data } = useQuery(catalog())
  const add = useAddPerson()
  const added = useRef(false)
  const [display, setDisplay] = useState('')
  const [short, setShort] = useState<string>()
  const [chosen, setChosen] = useState<string[]>()
  const [others, setOthers] = useState('')
  const known = [owner, ...new Set((data?.stages ?? []).flatMap((stage) => stage.activities.map((activity) => activity.role)).filter((role) => role !== 'everyone').toSorted())]
  const roles = chosen ?? (isFirst ? known : [])
  const name = short ?? shortNameOf(display)
  const taken = everyone.some((one) => one.name === name)
  return (
    <Ask
      title={isFirst ? 'Who are you?' : 'Add a person'}
      action={isFirst ? 'Begin' : 'Add'}
      disabled={name === '' || taken || !data}
      onDone={async () => {
        await add.mutateAsync({ name, display: display.trim() || name, roles: [...roles, ...others.split(/[\s,]+/).filter((role) => role !== '')] })
        if (isFirst) choose(name)
        added.current = true
      }}
      onClose={() => onClose(added.current)}
    >
      <div className={classes.fields}>
        <TextInput data-autofocus label={isFirst ? 'Your name' : 'Name'} placeholder="Ada Lovelace" value={display} onChange={(event) => setDisplay(event.currentTarget.value)} dir="auto" />
        <TextInput
          label="Short name"
          description="Decisions and commits are written down under it; it stays"
          value={name}
          onChange={(event) => setShort(event.currentTarget.value)}
          error={taken ? 'Somebody here is called so already.' : undefined}
        />
        <Checkbox.Group label="Roles" description={isFirst ? 'Steps ask for people by their role. Keep them all until others are here.' : 'Steps ask for people by their role'} value={roles} onChange={setChosen}>
          <div className={classes.roles}>
            {known.map((role) => (
              <Checkbox key={role} value={role} label={roleName(role)} />
            ))}
          </div>
        </Checkbox.Group>
        <TextInput label="Other roles" description="As your pipelines write them, such as legal_counsel" value={others} onChange={(event) => setOthers(event.currentTarget.value)} />
      </div>
    </Ask>
  )
}

/** "Zoë de Vries" is called `zoe` until she says otherwise. */
function shortNameOf(display: string): string {
  const first = display.trim().split(/\s+/)[0] ?? ''
  return first.toLowerCase().normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '').normalize('NFC').replaceAll(/^[@=]+|[/%?#*]/g, '')
}
