import { Kbd } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { definitions } from '../api/definitions'
import { instanceList } from '../api/instances'
import { Empty } from '../frame/Empty'
import { Welcome } from '../frame/Welcome'

/** Beside the list while no task is chosen; on an installation where nothing has happened yet, the first words about it. */
export function NoTask({ waiting, searched }: { waiting: number | undefined; searched: boolean }) {
  const nothing = waiting === 0 && !searched
  const { data: published } = useQuery({ ...definitions(), enabled: nothing })
  const { data: runs } = useInfiniteQuery({ ...instanceList({}), enabled: nothing })
  if (waiting === undefined || (waiting === 0 && searched)) return null
  if (nothing && (!published || !runs)) return null
  if (nothing && published?.length === 0 && runs?.pages[0]?.length === 0) return <Welcome />
  return (
    <Empty icon={<IconInbox size={26} />} title={waiting > 0 ? `${waiting} ${waiting === 1 ? 'task' : 'tasks'} in this list` : 'You are up to date'}>
      {waiting > 0 ? (
        <p>
          {waiting === 1 ? (
            <>
              <Kbd size="xs">Enter</Kbd> opens it,
            </>
          ) : (
            <>
              <Kbd size="xs">j</Kbd> and <Kbd size="xs">k</Kbd> move through them,
            </>
          )}{' '}
          <Kbd size="xs">?</Kbd> shows all keys.
        </p>
      ) : (
        <p>New tasks appear here by themselves.</p>
      )}
    </Empty>
  )
}
