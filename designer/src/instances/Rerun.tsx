import { Button } from '@mantine/core'
import { useNavigate } from 'react-router'
import { useRerun, type InstanceDetail } from '../api/instances'
import { words } from '../format/words'
import { useMe } from '../frame/me'
import { useTell } from '../frame/Notices'
import { useGone } from '../frame/use-gone'

/** A run like this one, which keeps what was done before the step. */
export function Rerun({ run, step }: { run: InstanceDetail; step: string }) {
  const { person } = useMe()
  const tell = useTell()
  const navigate = useNavigate()
  const gone = useGone()
  const rerun = useRerun(run.id, person?.name ?? '', {
    onSuccess: ({ id }) => (gone.is() ? tell(`${words(run.pipeline)} runs again from ${step}`, `/instances/${id}`) : void navigate(`/instances/${id}`)),
    onError: (error) => tell(error.message),
  })
  return (
    <Button
      variant="default"
      size="compact-sm"
      disabled={!person}
      loading={rerun.isPending}
      onClick={() => rerun.mutate(step)}
    >
      Run again from here
    </Button>
  )
}
