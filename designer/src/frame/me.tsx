import { useQuery } from '@tanstack/react-query'
import { useLocalStorage } from '@mantine/hooks'
import { createContext, use, useMemo, type ReactNode } from 'react'
import { people, type Person } from '../api/people'

interface Me {
  /** Whom this browser works as; null while unknown, or where the installation has nobody yet. */
  person: Person | null
  everyone: readonly Person[]
  choose: (name: string) => void
}

const MeContext = createContext<Me>({ person: null, everyone: [], choose: () => {} })

export const useMe = () => use(MeContext)

export function MeProvider({ children }: { children: ReactNode }) {
  const [name, choose] = useLocalStorage({ key: 'deepflow.as', defaultValue: '' })
  const { data: everyone = [] } = useQuery(people())
  const me = useMemo(() => ({ person: everyone.find((person) => person.name === name) ?? everyone[0] ?? null, everyone, choose }), [everyone, name, choose])
  return <MeContext value={me}>{children}</MeContext>
}
