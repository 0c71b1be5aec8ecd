import type { Callable, Catalog, Drawing, Input, PipelineDetails, TypeTree } from '../../api/sources'

export interface Candidate {
  text: string
  type: TypeTree
}

/** What a step takes and gives, whether an activity or a pipeline of the project does it. */
export function signatureOf(callee: string | null | undefined, catalog: Catalog, callables: readonly Callable[]) {
  const activity = catalog.stages.flatMap((stage) => stage.activities).find((one) => one.name === callee)
  if (activity) return { summary: activity.summary, inputs: activity.inputs, outputs: activity.outputs }
  const pipeline = callables.find((one) => one.name === callee)
  return pipeline && { summary: pipeline.documentation ?? `A pipeline of ${pipeline.path}.`, inputs: pipeline.parameters, outputs: pipeline.results }
}

/** What an expression at a node can name: parameters, outputs of what is written before it, variables, models. The latest comes last. */
export function candidatesAt(node: string | null, details: PipelineDetails, drawing: Drawing, catalog: Catalog): Candidate[] {
  const at = node === null ? details.nodes.length : details.nodes.findIndex((one) => one.id === node)
  const found: Candidate[] = details.parameters.map(({ name, type }) => ({ text: name, type }))
  for (const { id, callee, parts } of details.nodes.slice(0, at < 0 ? details.nodes.length : at)) {
    const name = id.startsWith('var') ? parts.find((part) => part.part === 'name')?.text : undefined
    if (name) found.push({ text: name, type: { kind: 'any', text: 'variable', optional: false } })
    for (const { name: output, type } of signatureOf(callee, catalog, drawing.callables)?.outputs ?? []) {
      found.push({ text: `${id}.${output}`, type })
      for (const field of type.fields ?? []) found.push({ text: `${id}.${output}.${field.name}`, type: field.type })
    }
  }
  for (const model of drawing.declarations.filter((one) => one.kind === 'model')) found.push({ text: model.name, type: { kind: 'model_definition', text: 'model definition', optional: false } })
  return found
}

const fits = (wanted: TypeTree, given: TypeTree): boolean =>
  wanted.kind === given.kind && (wanted.name == null || given.name == null || wanted.name === given.name) && (wanted.kind !== 'list' || !wanted.item || !given.item || fits(wanted.item, given.item))

const plain = new Set(['int', 'float', 'bool', 'string', 'duration', 'size', 'percent', 'date', 'text', 'any', 'enum'])

/** The values that a new step's inputs most likely take: for each that it must have, the latest of its type. Plain numbers and texts are for a person to say. */
export function propose(inputs: readonly Input[], candidates: readonly Candidate[]): { name: string; value: string }[] {
  return inputs.flatMap(({ name, type, required }) => {
    if (!required || plain.has(type.kind)) return []
    const fitting = candidates.filter((one) => fits(type, one.type))
    const best = fitting.findLast((one) => one.text === name || one.text.endsWith(`.${name}`)) ?? fitting.at(-1)
    return best ? [{ name, value: best.text }] : []
  })
}

const lastWord = /[\p{L}_][\p{L}\p{N}_.]*$/u

/** What the expression could become when the name being typed is finished; what fits the type comes first. */
export function completions(text: string, input: Input | null, candidates: readonly Candidate[], catalog: Catalog): { value: string; shows: string; type: string }[] {
  const word = text.match(lastWord)?.[0] ?? ''
  const before = text.slice(0, text.length - word.length)
  const type = input?.type
  const own: Candidate[] = [
    ...(type?.members ?? []).map((text) => ({ text, type: type! })),
    ...(type?.kind === 'bool' ? ['true', 'false'].map((text) => ({ text, type })) : []),
    ...(catalog.families.find((family) => type?.kind === 'named' && family.name === type.name)?.constructors ?? []).map((one) => ({ text: `${one.name}()`, type: type! })),
  ]
  const lower = word.toLowerCase()
  const rank = (one: Candidate) => (type && fits(type, one.type) ? 0 : 1) + (one.text.toLowerCase().startsWith(lower) ? 0 : 2)
  return [...own, ...candidates.toReversed()]
    .filter((one) => one.text.toLowerCase().includes(lower) && one.text !== word)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, 12)
    .map((one) => ({ value: before + one.text, shows: one.text, type: one.type.text }))
}
