import type { LineageThing } from '../api/tasks'

/** Things by how far they lie behind what was asked for: what something is made of always comes after it. */
export function levelsOf(things: readonly LineageThing[]): LineageThing[][] {
  const known = new Map(things.map((thing) => [thing.id, thing]))
  const level = new Map(things.filter((thing) => thing.asked).map((thing) => [thing.id, 0]))
  let changed = level.size > 0
  for (let rounds = 0; changed && rounds <= things.length; rounds++) {
    changed = false
    for (const [id, at] of [...level])
      for (const from of known.get(id)?.from ?? [])
        if (known.has(from) && (level.get(from) ?? -1) < at + 1) {
          level.set(from, at + 1)
          changed = true
        }
  }
  const levels: LineageThing[][] = []
  for (const thing of things) (levels[level.get(thing.id) ?? 0] ??= []).push(thing)
  return levels.filter((one) => one !== undefined)
}
