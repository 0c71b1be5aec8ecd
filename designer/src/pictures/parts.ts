import type { Drawing } from './drawing'

/** A stretch of a picture that is laid out by itself. Its first node is the last of the part above it, where there is one. */
export interface Part {
  /** Of the drawing's nodes, both included. */
  first: number
  last: number
  /** Of the drawing's edges, but those that run outside. */
  edges: readonly number[]
}

export interface Parts {
  parts: readonly Part[]
  /** Edges that lead back over so much that they run beside all the parts. */
  outside: readonly number[]
}

const large = 48 // nodes of a part
const long = 24 // nodes that an edge leads back over

/**
 * Parts a picture at each node that all ways lead through: what is above it and what is below it are then two pictures that
 * share the node. So a long pipeline costs as much as its parts, and an edit of one costs that one.
 */
export function partsOf(drawing: Drawing): Parts {
  const at = new Map(drawing.nodes.map((node, index) => [node.id, index]))
  const links = drawing.edges.map((edge) => ({ from: at.get(edge.from)!, to: at.get(edge.to)!, feedback: edge.feedback }))
  const parts = cut(drawing.nodes.length, links, new Set())
  const far = new Set(links.flatMap((link, index) => (link.feedback && link.from - link.to > long ? [index] : [])))
  if (far.size === 0 || parts.every((part) => part.last - part.first < large)) return { parts, outside: [] }
  return { parts: cut(drawing.nodes.length, links, far), outside: [...far] }
}

interface Link {
  from: number
  to: number
  feedback: boolean
}

function cut(count: number, links: readonly Link[], without: ReadonlySet<number>): Part[] {
  if (count === 0) return []
  const passing = new Int32Array(count + 2) // how many more links go past a node than past the one before it
  const entered = new Uint8Array(count)
  const entangled = new Uint8Array(count)
  links.forEach(({ from, to, feedback }, index) => {
    if (without.has(index)) return
    const [low, high] = [Math.min(from, to), Math.max(from, to)]
    passing[low + 1]! += 1
    passing[Math.max(high, low + 1)]! -= 1
    if (feedback || from >= to) entangled[low] = entangled[high] = 1
    else entered[to] = 1
  })
  const cuts = [0]
  let past = 0
  for (let node = 1; node < count; node++) {
    past += passing[node]!
    if (past === 0 && entered[node] && !entangled[node]) cuts.push(node)
  }
  const parts = cuts.map((first, index) => ({ first, last: cuts[index + 1] ?? count - 1, edges: [] as number[] }))
  if (parts.length > 1 && parts.at(-1)!.first === count - 1) parts.pop()
  const partOf = new Int32Array(count)
  parts.forEach((part, index) => partOf.fill(index, part.first, part.last + 1))
  links.forEach(({ from, to }, index) => {
    // The node that two parts share counts as the lower one's here; what leads to it belongs to the upper one.
    if (!without.has(index)) parts[partOf[Math.min(from, to)]!]!.edges.push(index)
  })
  return parts
}
