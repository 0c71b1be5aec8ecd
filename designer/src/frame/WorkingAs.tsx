import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { roleName } from '../format/words'
import { Avatar } from './Avatar'
import { useMe } from './me'
import classes from './WorkingAs.module.css'

const PersonDialog = lazy(async () => ({ default: (await import('./PersonDialog')).PersonDialog }))

/** Who this browser speaks as, until there is sign-in: always in sight, because decisions are written down under this name. */
export function WorkingAs() {
  const { person, everyone, isFirst, choose } = useMe()
  const [adds, setAdds] = useState(false)
  return (
    <>
      {isFirst && (
        <button type="button" className={classes.nobody} onClick={() => setAdds(true)}>
          Who are you?
        </button>
      )}
      {person && (
        <Menu position="bottom-end" width={300}>
          <Menu.Target>
            <button type="button" className={classes.button} aria-label={`Working as ${person.display}; choose another person`}>
              <Avatar name={person.display} size={24} />
              <span className={classes.name}>
                <span className={classes.label}>Working as</span>
                {person.display}
              </span>
              <IconChevronDown size={14} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown mah={420} style={{ overflow: 'auto' }}>
            <Menu.Label>There is no sign-in yet: choose whom you decide as</Menu.Label>
            {everyone.map((one) => (
              <Menu.Item
                key={one.name}
                leftSection={<Avatar name={one.display} size={26} />}
                rightSection={one.name === person.name && <IconCheck size={16} aria-label="chosen" />}
                onClick={() => choose(one.name)}
              >
                <span className={classes.person}>{one.display}</span>
                <span className={classes.roles}>{one.roles.map(roleName).join(', ') || 'no role'}</span>
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdds(true)}>
              Add a person…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {adds && (
        <Suspense>
          <PersonDialog onClose={() => setAdds(false)} />
        </Suspense>
      )}
    </>
  )
}
