/**
 * What each node stays, whatever it is called: its first id, or, where that belongs to another node by now, one that is free.
 * @param same Which node of the picture before is which of this one.
 */
export function identitiesAfter(before: ReadonlyMap<string, string>, same: ReadonlyMap<string, string>, ids: readonly string[]): Map<string, string> {
  const after = new Map([...same].map(([old, now]) => [now, before.get(old) ?? old]))
  const taken = new Set(after.values())
  for (const id of ids)
    if (!after.has(id)) {
      let free = id
      while (taken.has(free)) free += "'"
      after.set(id, free)
      taken.add(free)
    }
  return after
}
