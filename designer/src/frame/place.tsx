import { createContext, use, useEffect, useState, type ReactNode } from 'react'

export interface Crumb {
  label: string
  to?: string
}

const SetPlace = createContext<(place: Crumb[]) => void>(() => {})
const Place = createContext<readonly Crumb[]>([])

export const useCrumbs = () => use(Place)

/** Says where the person is: the breadcrumbs above the page and the title of the window. */
export function usePlace(...crumbs: Crumb[]): void {
  const set = use(SetPlace)
  const key = JSON.stringify(crumbs)
  useEffect(() => {
    const place = JSON.parse(key) as Crumb[]
    set(place)
    document.title = [...place.map((crumb) => crumb.label).reverse(), 'DeepFlow'].join(' · ')
  }, [key, set])
}

export function PlaceProvider({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<readonly Crumb[]>([])
  return (
    <SetPlace value={setPlace}>
      <Place value={place}>{children}</Place>
    </SetPlace>
  )
}
