import { Menu } from '@mantine/core'
import { IconChevronDown, IconUserCheck } from '@tabler/icons-react'
import { useAssign, type HumanTask, type TaskCandidate } from '../api/tasks'
import { Avatar } from '../frame/Avatar'
import { useMe } from '../frame/me'
import { useTell } from '../frame/Notices'
import classes from './Assignment.module.css'

/** Who works on a task, and the ways to change that. */
export function Assignment({ task, candidates }: { task: HumanTask; candidates: readonly TaskCandidate[] }) {
  const { person, everyone } = useMe()
  const tell = useTell()
  const assign = useAssign(task.id, { onError: (error) => tell(error.message) })
  const claimer = task.claimed_by
  const name = claimer && (everyone.find((one) => one.name === claimer)?.display ?? claimer)
  const mine = claimer != null && claimer === person?.name
  const others = candidates.filter((one) => one.name !== person?.name && !one.excluded)
  const may = candidates.some((one) => one.name === person?.name && !one.excluded)
  if (!person || task.status !== 'open' || (!may && !claimer)) return null
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <button type="button" className={classes.button} disabled={assign.isPending}>
          {name ? <Avatar name={name} size={18} /> : <IconUserCheck size={15} aria-hidden />}
          {mine ? 'You work on it' : name ? `${name} works on it` : 'Nobody works on it'}
          <IconChevronDown size={13} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflow: 'auto' }}>
        {may && !mine && (
          <Menu.Item onClick={() => assign.mutate({ kind: 'claim', as: person.name, takeOver: claimer != null })}>{claimer ? `Take it over from ${name}` : 'Claim it'}</Menu.Item>
        )}
        {mine && <Menu.Item onClick={() => assign.mutate({ kind: 'release', as: person.name })}>Put it back</Menu.Item>}
        {mine && others.length > 0 && <Menu.Label>Hand it to</Menu.Label>}
        {mine &&
          others.map((one) => (
            <Menu.Item key={one.name} leftSection={<Avatar name={one.display} size={20} />} onClick={() => assign.mutate({ kind: 'delegate', as: person.name, to: one.name })}>
              {one.display}
            </Menu.Item>
          ))}
        {!may && <Menu.Label>Only those for whom it is can take it over</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}
