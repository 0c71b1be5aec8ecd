import { Button } from '@mantine/core'
import { useNavigate } from 'react-router'
import { useRerun, type InstanceDetail } from '../api/instances'
import { useMe } from '../frame/me'
import { useTell } from '../frame/Notices'

/** A run like this one, which keeps what was done before the step. */
export function Rerun({ run, step }: { run: InstanceDetail; step: string }) {
  const { person } = useMe()
  const tell = useTell()
  const navigate = useNavigate()
  const rerun = useRerun(run.id, person?.name ?? '')
  return (
    <Button
      variant="default"
      size="compact-sm"
      disabled={!person}
      loading={rerun.isPending}
      onClick={() => rerun.mutate(step, { onSuccess: (made) => void navigate(`/instances/${made.id}`), onError: (error) => tell(error.message) })}
    >
      Run again from here
    </Button>
  )
}
