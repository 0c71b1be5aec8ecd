import { useReactFlow } from '@xyflow/react'
import { useEffect, useRef, type RefObject } from 'react'
import type { Layout } from '../../pictures/layout'
import { viewportFor } from '../../pictures/viewport'
import { viewAfter, type Shown } from './view'

/** Shows a picture from where it is readable, and keeps in sight what one looks at. */
export function useViewport(place: RefObject<HTMLElement | null>, layout: Layout, selected: string | undefined, width: number, height: number): void {
  const flow = useReactFlow()
  const shown = useRef<Shown>(undefined)
  useEffect(() => {
    if (width === 0) return
    const before = shown.current
    const after = { layout, selected }
    shown.current = after
    if (!before) return void flow.setViewport(viewportFor(layout, { width, height }, layout.nodes.find((one) => one.id === selected)))
    const now = { ...flow.getViewport(), width, height }
    const { x, y, zoom } = viewAfter(before, after, now)
    if (x === now.x && y === now.y && zoom === now.zoom) return
    // Nodes that glide to their places would seem to swim while the view moves too.
    if (before.layout !== layout && place.current) still(place.current)
    void flow.setViewport({ x, y, zoom })
  }, [flow, place, layout, selected, width, height])
}

function still(place: HTMLElement): void {
  place.dataset['still'] = ''
  requestAnimationFrame(() => requestAnimationFrame(() => delete place.dataset['still']))
}
