import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useCommand, type InstanceDetail } from '../api/instances'
import { useMe } from '../frame/me'
import { useGone } from '../frame/use-gone'
import { ReasonDialog } from './ReasonDialog'

/** Lets a person send a run to a step by hand. */
export function EnterStep({ run, step }: { run: InstanceDetail; step: string }) {
  const { person } = useMe()
  const [opened, { open, close }] = useDisclosure()
  const gone = useGone()
  const command = useCommand(person?.name ?? '', { onSuccess: close, onError: gone.refused })
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={open} disabled={!person || step.includes('#')}>
        Go on from here…
      </Button>
      {opened && (
        <ReasonDialog
          title={`Go on from ${step}?`}
          action={`Go on from ${step}`}
          leave="Leave it"
          sending={command.isPending}
          error={command.error}
          onAct={(reason) => command.mutate({ kind: 'enter', instance: run.id, step, reason })}
          onClose={close}
        >
          The step is entered anew, and everything that follows it is done again. What lies before keeps its results; what is under way ahead of it ends.
        </ReasonDialog>
      )}
    </>
  )
}
