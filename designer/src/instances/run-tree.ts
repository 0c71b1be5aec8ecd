import type { InstanceDetail } from '../api/instances'

/** The runs from the top one down to the one with that id; the top one alone where there is none. */
export function pathTo(top: InstanceDetail, id: string | null): InstanceDetail[] {
  const below = (run: InstanceDetail): InstanceDetail[] | undefined => {
    if (run.id === id) return [run]
    for (const child of run.children) {
      const path = below(child)
      if (path) return [run, ...path]
    }
    return undefined
  }
  return below(top) ?? [top]
}

/** The run that a step called last. */
export const calledBy = (run: InstanceDetail, step: string): InstanceDetail | undefined =>
  run.children.findLast((child) => child.parent_node === step || child.parent_node?.startsWith(`${step}[`) || child.parent_node?.startsWith(`${step}/`))

/** Every run in the tree, by its id. */
export function byId(top: InstanceDetail): Map<string, InstanceDetail> {
  const all = new Map([[top.id, top]])
  for (const child of top.children) for (const [id, run] of byId(child)) all.set(id, run)
  return all
}
