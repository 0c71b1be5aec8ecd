import { Button, Group, Modal, Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { definitions } from '../api/definitions'
import type { InstanceDetail } from '../api/instances'
import { migrationPreview, useMigrate } from '../api/migrations'
import { ago } from '../format/time'
import { Failure } from '../frame/Failure'
import { useMe } from '../frame/me'
import { Refused } from '../frame/Refused'
import { useTell } from '../frame/Notices'
import { useGone } from '../frame/use-gone'
import { MigrationView } from './MigrationView'

/** Moves a run to another published version of its pipeline, once one has seen what that would do. */
export function Migrate({ run, onClose }: { run: InstanceDetail; onClose: () => void }) {
  const { person, everyone } = useMe()
  const tell = useTell()
  const { data: published } = useQuery(definitions())
  const others = published?.filter((one) => one.hash !== run.bundle && one.pipelines.includes(run.pipeline)) ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [from, setFrom] = useState<string | null>(null)
  const to = chosen ?? others[0]?.hash
  const { data: plan, error, refetch } = useQuery({ ...migrationPreview(run.id, to ?? '', from), enabled: to !== undefined })
  const gone = useGone()
  const migrate = useMigrate(run.id, person?.name ?? '', {
    onSuccess: () => {
      tell('The run has moved')
      onClose()
    },
    onError: gone.refused,
  })
  const nameOf = (name: string) => everyone.find((one) => one.name === name)?.display ?? name
  const now = new Date()

  if (published && others.length === 0)
    return (
      <Modal opened onClose={onClose} title="Move to another version">
        <p>There is no other published version with this pipeline yet. Publish one, then come back.</p>
        <Group justify="flex-end" mt="md">
          <Button variant="default" data-autofocus onClick={onClose}>
            Close
          </Button>
        </Group>
      </Modal>
    )
  return (
    <Modal opened onClose={onClose} title="Move to another version" size="lg">
      <Group grow align="start" mb="md">
        <Select
          label="Version"
          allowDeselect={false}
          data={others.map((one) => ({ value: one.hash, label: `${one.hash.slice(0, 8)}, published ${ago(new Date(one.published_at), now)} by ${nameOf(one.published_by)}` }))}
          value={to ?? null}
          onChange={setChosen}
        />
        <Select
          label="Everything anew from"
          placeholder="Only what must be"
          clearable
          searchable
          data={[...new Set([...Object.keys(run.state.nodes ?? {}), ...(plan?.instances[0]?.steps.map((step) => step.step) ?? [])])].filter((step) => !step.includes('#')).toSorted()}
          value={from}
          onChange={setFrom}
        />
      </Group>
      {error && !plan ? <Failure error={error} onRetry={() => void refetch()} /> : plan ? <MigrationView plan={plan} /> : <Skeleton height={160} />}
      <Refused error={migrate.error} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button
          disabled={!plan?.possible || !person}
          loading={migrate.isPending}
          onClick={() => migrate.mutate({ definition: to!, from })}
        >
          Move the run
        </Button>
      </Group>
    </Modal>
  )
}
