interface Named {
  id: string
  kind: string
  callee?: string | null | undefined
  text?: string | null | undefined
}

/**
 * Which nodes of a picture are which of the one before it: steps of the same name; and between such, what says the same, or else
 * is of the same kind. So what is renamed stays the same node, and an `if` that is counted anew too. Old ids to new ones.
 */
export function sameNodes(before: readonly Named[], after: readonly Named[]): Map<string, string> {
  const names = new Set(before.filter(isNamed).map((node) => node.id))
  const same = new Map(after.flatMap((node) => (isNamed(node) && names.has(node.id) ? [[node.id, node.id] as const] : [])))
  const fixed = new Set(same.keys())
  const come = gaps(after, fixed)
  const gone = gaps(before, fixed)
  const pair = (alike: (old: Named, now: Named) => boolean) => {
    for (const [behind, old] of gone)
      for (const one of old) {
        const among = come.get(behind) ?? []
        const at = same.has(one.id) ? -1 : among.findIndex((node) => alike(one, node))
        if (at >= 0) same.set(one.id, among.splice(at, 1)[0]!.id)
      }
  }
  const alike = (old: Named, now: Named) => old.kind === now.kind && (old.callee ?? '') === (now.callee ?? '')
  pair((old, now) => alike(old, now) && (old.text ?? '') === (now.text ?? '') && isNamed(old) === isNamed(now))
  pair(alike)
  return same
}

/** Blocks and ends have a number in the place of a name. */
const isNamed = (node: Named) => !node.id.includes('#')

/** The nodes without a counterpart, by the one with one that they stand behind. */
function gaps(nodes: readonly Named[], fixed: ReadonlySet<string>): Map<string, Named[]> {
  const found = new Map<string, Named[]>()
  let behind = ''
  for (const node of nodes)
    if (fixed.has(node.id)) behind = node.id
    else found.set(behind, [...(found.get(behind) ?? []), node])
  return found
}
