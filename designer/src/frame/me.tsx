import { useQuery } from '@tanstack/react-query'
import { useLocalStorage } from '@mantine/hooks'
import { createContext, use, useMemo, type ReactNode } from 'react'
import { people, type Person } from '../api/people'

interface Me {
  /** Whom this browser works as; null while unknown, or where the installation has nobody yet. */
  person: Person | null
  everyone: readonly Person[]
  /** The installation is known to have no people yet. */
  isFirst: boolean
  choose: (name: string) => void
}

const MeContext = createContext<Me>({ person: null, everyone: [], isFirst: false, choose: () => {} })

export const useMe = () => use(MeContext)

export function MeProvider({ children }: { children: ReactNode }) {
  const [name, choose] = useLocalStorage({ key: 'deepflow.as', defaultValue: '' })
  const { data } = useQuery(people())
  const me = useMemo(() => {
    const everyone = data ?? []
    return { person: everyone.find((person) => person.name === name) ?? everyone[0] ?? null, everyone, isFirst: data?.length === 0, choose }
  }, [data, name, choose])
  return <MeContext value={me}>{children}</MeContext>
}
