import ELK from 'elkjs/lib/elk-api'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Picture } from '../api/definitions'
import { draw, type Drawing } from './drawing'
import type { Layout } from './layout'
import { fromElk, placeAlone, shapeOf, toElk, type PartShape, type PlacedPart } from './part-layout'
import { partsOf } from './parts'
import { withPins } from './pins'
import { stack } from './stack'

let elk: InstanceType<typeof ELK> | undefined

const known = new Map<string, PlacedPart>()
const coming = new Map<string, Promise<PlacedPart>>()
const mostKnown = 2000

/** Starts the worker, which takes most of a second, before there is anything to lay out. */
export function warmUp(): void {
  if (elk) return
  elk = new ELK({ workerUrl })
  // Its first layout takes several times as long as the next.
  void elk.layout(toElk({ sizes: [[184, 54], [130, 40], [184, 54], [184, 54]], links: [{ from: 0, to: 1 }, { from: 1, to: 2 }, { from: 1, to: 3 }, { from: 3, to: 0, feedback: true }], goesOn: false }))
}

/** Lays a picture out, off the page's own thread; parts that were laid out before cost nothing. */
export async function layOut(picture: Picture): Promise<Layout> {
  const drawing = draw(picture)
  const parts = partsOf(drawing)
  return withPins(stack(drawing, parts, await Promise.all(parts.parts.map((part) => place(shapeOf(drawing, part))))))
}

/** The layout of a picture all of whose parts are known; undefined where one has to be searched. */
export function layOutNow(drawing: Drawing): Layout | undefined {
  const parts = partsOf(drawing)
  const placed: PlacedPart[] = []
  for (const part of parts.parts) {
    const shape = shapeOf(drawing, part)
    const one = placeAlone(shape) ?? known.get(JSON.stringify(shape))
    if (!one) return undefined
    placed.push(one)
  }
  return withPins(stack(drawing, parts, placed))
}

function place(shape: PartShape): PlacedPart | Promise<PlacedPart> {
  const alone = placeAlone(shape)
  if (alone) return alone
  const key = JSON.stringify(shape)
  const before = known.get(key) ?? coming.get(key)
  if (before) return before
  warmUp()
  const placed = elk!.layout(toElk(shape)).then((found) => remember(key, fromElk(shape, found)))
  coming.set(key, placed)
  void placed.catch(() => {}).finally(() => coming.delete(key))
  return placed
}

function remember(key: string, placed: PlacedPart): PlacedPart {
  if (known.size >= mostKnown) known.delete(known.keys().next().value!)
  known.set(key, placed)
  return placed
}
