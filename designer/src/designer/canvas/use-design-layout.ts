import { useEffect, useRef, useState } from 'react'
import type { DrawnPicture } from '../../api/sources'
import { draw } from '../../pictures/drawing'
import { layOut } from '../../pictures/elk'
import type { Layout } from '../../pictures/layout'
import { interim } from './interim'

/** How many milliseconds the layout may take before what is there already makes room for what is new; a large picture's is not waited for. */
const patienceFor = (nodes: number) => (nodes > 60 ? 0 : 45)

/** The picture, laid out. While a large one is laid out anew, what has changed is shown where it will be about. */
export function useDesignLayout(picture: DrawnPicture | null): Layout | undefined {
  const [shown, setShown] = useState<{ of: string; layout: Layout }>()
  const last = useRef<{ of: string; layout: Layout }>(undefined)
  const [failure, setFailure] = useState<unknown>()
  useEffect(() => {
    if (!picture) return
    let current = true
    const show = (layout: Layout) => {
      last.current = { of: picture.pipeline, layout }
      setShown(last.current)
    }
    const timer = setTimeout(() => last.current?.of === picture.pipeline && show(interim(last.current.layout, draw(picture))), patienceFor(picture.nodes.length))
    layOut(picture).then(
      (layout) => {
        clearTimeout(timer)
        if (current) show(layout)
      },
      (reason: unknown) => current && setFailure(reason),
    )
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [picture])
  if (failure) throw failure
  return shown && shown.of === picture?.pipeline ? shown.layout : undefined
}
