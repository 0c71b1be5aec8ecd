import { useEffect, useRef, useState } from 'react'
import type { DrawnPicture } from '../../api/sources'
import { draw } from '../../pictures/drawing'
import { layOut } from '../../pictures/elk'
import type { Layout } from '../../pictures/layout'
import { interim } from './interim'

/** How many milliseconds the layout may take before what is there already makes room for what is new; a large picture's is not waited for. */
const patienceFor = (nodes: number) => (nodes > 60 ? 0 : 45)

/** The picture, laid out. While a large one is laid out anew, what has changed is shown where it will be about: it is not settled yet. */
export function useDesignLayout(picture: DrawnPicture): { layout: Layout; settled: boolean } | undefined {
  const [shown, setShown] = useState<{ of: DrawnPicture; layout: Layout; settled: boolean }>()
  const last = useRef<{ of: DrawnPicture; layout: Layout; settled: boolean }>(undefined)
  const [failure, setFailure] = useState<unknown>()
  useEffect(() => {
    let current = true
    const show = (layout: Layout, settled: boolean) => {
      last.current = { of: picture, layout, settled }
      setShown(last.current)
    }
    const timer = setTimeout(() => last.current?.of.pipeline === picture.pipeline && show(interim(last.current.layout, draw(picture)), false), patienceFor(picture.nodes.length))
    layOut(picture).then(
      (layout) => {
        clearTimeout(timer)
        if (current) show(layout, true)
      },
      (reason: unknown) => current && setFailure(reason),
    )
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [picture])
  if (failure) throw failure
  return shown && shown.of.pipeline === picture.pipeline ? { layout: shown.layout, settled: shown.settled && shown.of === picture } : undefined
}
