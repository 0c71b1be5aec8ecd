import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Refused } from '../frame/Refused'

interface Props {
  title: string
  /** What it will do. */
  children: ReactNode
  action: string
  /** What is on the button that does nothing. */
  leave: string
  /** It cannot be taken back. */
  final?: boolean
  sending: boolean
  error: Error | null
  onAct: (reason: string) => void
  onClose: () => void
}

/** Before a person interferes with a run: what that does, and a sentence why. */
export function ReasonDialog({ title, children, action, leave, final = false, sending, error, onAct, onClose }: Props) {
  const [reason, setReason] = useState('')
  return (
    <Modal opened onClose={onClose} title={title}>
      <p>{children}</p>
      <Textarea label="Why?" value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize minRows={2} data-autofocus dir="auto" />
      <Refused error={error} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {leave}
        </Button>
        <Button {...(final && { color: 'red' })} loading={sending} onClick={() => onAct(reason)}>
          {action}
        </Button>
      </Group>
    </Modal>
  )
}
