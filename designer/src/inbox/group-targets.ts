import type { Picture } from '../api/definitions'

export interface TargetGroup {
  /** The path of the call in which the steps lie: `model`; empty for the task's own pipeline. */
  within: string
  picture: Picture
  steps: string[]
  pathOf: (step: string) => string
}

/** Targets by the pipeline that they lie in, each with its picture: `prepared`, and `model.prepared` of what `model` calls. */
export function groupTargets(pictures: readonly Picture[], pipeline: string, targets: readonly string[]): TargetGroup[] {
  const groups = new Map<string, TargetGroup>()
  for (const target of targets) {
    const path = target.split('.')
    const step = path.pop()!
    const within = path.join('.')
    const picture = follow(pictures, pipeline, path)
    if (!picture) continue
    const group = groups.get(within) ?? { within, picture, steps: [], pathOf: (name: string) => (within === '' ? name : `${within}.${name}`) }
    group.steps.push(step)
    groups.set(within, group)
  }
  return [...groups.values()]
}

function follow(pictures: readonly Picture[], pipeline: string, calls: readonly string[]): Picture | undefined {
  let picture = pictures.find((one) => one.pipeline === pipeline)
  for (const call of calls) {
    const callee = picture?.nodes.find((node) => node.id === call)?.callee
    picture = pictures.find((one) => one.pipeline === callee)
  }
  return picture
}
