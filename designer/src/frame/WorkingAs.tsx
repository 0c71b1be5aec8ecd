import { Menu, Popover } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { roleName } from '../format/words'
import { Avatar } from './Avatar'
import { useMe } from './me'
import classes from './WorkingAs.module.css'

/** Who this browser speaks as, until there is sign-in: always in sight, because decisions are written down under this name. */
export function WorkingAs() {
  const { person, everyone, choose } = useMe()
  if (!person)
    return (
      <Popover position="bottom-end" width={300}>
        <Popover.Target>
          <button type="button" className={classes.nobody}>
            Nobody is here yet
          </button>
        </Popover.Target>
        <Popover.Dropdown className={classes.how}>
          Decisions are written down under a name. Add people in the terminal: <code>deepflow people add NAME --role ROLE</code>
        </Popover.Dropdown>
      </Popover>
    )
  return (
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
      </Menu.Dropdown>
    </Menu>
  )
}
