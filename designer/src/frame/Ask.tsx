import { Button, Group, Modal } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

interface Props {
  title: string
  /** What the button does. */
  action: string
  danger?: boolean
  disabled?: boolean
  size?: string | number
  /** False where whoever asks says what has the focus next. */
  returnFocus?: boolean
  children: ReactNode
  /** Throws what went wrong; it is shown, and nothing typed is lost. */
  onDone: () => Promise<unknown> | void
  onClose: () => void
}

/** A question with an answer to fill in. */
export function Ask({ title, action, danger = false, disabled = false, size = 'md', returnFocus = true, children, onDone, onClose }: Props) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const done = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(undefined)
    try {
      await onDone()
      onClose()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={title} size={size} returnFocus={returnFocus}>
      <form onSubmit={(event) => void done(event)}>
        {children}
        {problem && (
          <p role="alert" style={{ color: 'var(--failed)' }}>
            {problem}
          </p>
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={disabled} {...(danger && { color: 'red' })}>
            {action}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
