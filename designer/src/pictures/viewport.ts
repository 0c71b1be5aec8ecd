import type { Layout, PlacedNode } from './layout'
import type { Marks, State } from './marks'

const readable = 0.8
const largest = 1.1
const margin = 28

/** The node that a person looks for first: what stands still, what waits for people, what runs. */
export function focusOf(layout: Layout, marks: Marks | undefined): PlacedNode | undefined {
  const first = (state: State) => layout.nodes.find((node) => marks?.nodes.get(node.id)?.state === state)
  return first('failed') ?? first('person') ?? first('running') ?? first('queued')
}

/** Shows a picture whole where it stays readable; one that is too tall, from its beginning or around what matters now. */
export function viewportFor(layout: Layout, place: { width: number; height: number }, focus: PlacedNode | undefined): { x: number; y: number; zoom: number } {
  const whole = Math.min((place.width - 2 * margin) / layout.width, (place.height - 2 * margin) / layout.height)
  const zoom = Math.min(largest, Math.max(readable, whole))
  const centre = (size: number, length: number) => (size - length * zoom) / 2
  const within = (size: number, length: number, at: number) => (length * zoom <= size - 2 * margin ? centre(size, length) : Math.max(size - margin - length * zoom, Math.min(margin, size / 2 - at * zoom)))
  // A wide picture's middle may hold nothing; where it begins there is something.
  const at = focus ?? layout.nodes[0]
  return {
    x: within(place.width, layout.width, at ? at.x + at.width / 2 - layout.left : 0) - layout.left * zoom,
    y: within(place.height, layout.height, focus ? focus.y + focus.height / 2 - layout.top : 0) - layout.top * zoom,
    zoom,
  }
}
