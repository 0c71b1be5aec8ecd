import ELK from 'elkjs/lib/elk-api'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Picture } from '../api/definitions'
import { draw } from './drawing'
import { fromElk, toElk, type Layout } from './layout'

let elk: InstanceType<typeof ELK> | undefined

const known = new Map<string, Promise<Layout>>()
const mostKnown = 60

/** Starts the worker, which takes most of a second, before there is anything to lay out. */
export function warmUp(): void {
  elk ??= new ELK({ workerUrl })
}

/** Lays a picture out, off the page's own thread; the same picture again costs nothing. */
export function layOut(picture: Picture): Promise<Layout> {
  const drawing = draw(picture)
  const graph = toElk(drawing)
  const key = JSON.stringify([graph, drawing])
  let layout = known.get(key)
  if (!layout) {
    warmUp()
    layout = elk!.layout(graph).then((placed) => fromElk(drawing, placed))
    layout.catch(() => known.delete(key))
    if (known.size >= mostKnown) known.delete(known.keys().next().value!)
    known.set(key, layout)
  }
  return layout
}
