import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useCommand, type InstanceDetail } from '../api/instances'
import { useMe } from '../frame/me'
import { Refused } from '../frame/Refused'

/** Lets a person send a run to a step by hand. */
export function EnterStep({ run, step }: { run: InstanceDetail; step: string }) {
  const { person } = useMe()
  const [opened, { open, close }] = useDisclosure()
  const [reason, setReason] = useState('')
  const command = useCommand(person?.name ?? '')
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={open} disabled={!person || step.includes('#')}>
        Go on from here…
      </Button>
      <Modal opened={opened} onClose={close} title={`Go on from ${step}?`}>
        <p>The step is entered anew, and everything that follows it is done again. What lies before keeps its results; what is under way ahead of it ends.</p>
        <Textarea label="Why?" value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize minRows={2} data-autofocus />
        <Refused error={command.error} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>
            Leave it
          </Button>
          <Button loading={command.isPending} onClick={() => command.mutate({ kind: 'enter', instance: run.id, step, reason }, { onSuccess: close })}>
            Go on from {step}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
