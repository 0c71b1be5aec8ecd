import { ActionIcon, Tooltip } from '@mantine/core'
import { IconBell, IconBellRinging } from '@tabler/icons-react'
import { useTell } from '../frame/Notices'
import { useNotifyChoice } from './notify-choice'

/** Lets the browser tell of new tasks. The browser's own question comes with the click, never before. */
export function NotifyButton() {
  const { on, possible, refused, setChoice } = useNotifyChoice()
  const tell = useTell()
  if (!possible) return null
  const change = async () => {
    if (on) {
      setChoice('off')
      return
    }
    if ((await Notification.requestPermission()) === 'granted') {
      setChoice('on')
      tell('New tasks are told while this page is out of sight')
    } else tell('The browser does not allow it: change that in its settings for this page')
  }
  const label = on ? 'Stop telling of new tasks' : refused ? 'Telling of new tasks is not allowed by the browser' : 'Tell me of new tasks'
  return (
    <Tooltip label={label}>
      <ActionIcon variant={on ? 'light' : 'default'} size={30} aria-label={label} aria-pressed={on} onClick={() => void change()}>
        {on ? <IconBellRinging size={15} /> : <IconBell size={15} />}
      </ActionIcon>
    </Tooltip>
  )
}
