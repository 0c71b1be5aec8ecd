import { useLocalStorage } from '@mantine/hooks'

/** Whether this browser tells of new tasks while the page is out of sight; nothing is asked for until somebody wants it. */
export function useNotifyChoice() {
  const [choice, setChoice] = useLocalStorage<'on' | 'off'>({ key: 'deepflow.notify', defaultValue: 'off', getInitialValueInEffect: false })
  const possible = 'Notification' in window
  const allowed = possible && Notification.permission === 'granted'
  return { on: choice === 'on' && allowed, possible, refused: possible && Notification.permission === 'denied', setChoice }
}
