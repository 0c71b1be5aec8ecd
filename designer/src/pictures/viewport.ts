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
  if (whole >= zoom) return { x: centre(place.width, layout.width), y: centre(place.height, layout.height), zoom }
  const within = (size: number, length: number, at: number) => (length * zoom <= size - 2 * margin ? centre(size, length) : Math.max(size - margin - length * zoom, Math.min(margin, size / 2 - at * zoom)))
  return {
    x: within(place.width, layout.width, focus ? focus.x + focus.width / 2 : layout.width / 2),
    y: within(place.height, layout.height, focus ? focus.y + focus.height / 2 : 0),
    zoom,
  }
}
