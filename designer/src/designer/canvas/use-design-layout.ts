import { useEffect, useMemo, useRef, useState } from 'react'
import type { DrawnPicture } from '../../api/sources'
import { draw } from '../../pictures/drawing'
import { layOut, layOutNow } from '../../pictures/elk'
import type { Layout } from '../../pictures/layout'
import { interim } from './interim'
import { keptFrom } from './kept'

/**
 * The picture, laid out. Where its layout is not known, what has changed is shown at once where it will be about, and it is not
 * settled yet. Undefined until the first layout of a pipeline has been found.
 */
export function useDesignLayout(picture: DrawnPicture): { layout: Layout; settled: boolean } | undefined {
  const [found, setFound] = useState<{ of: DrawnPicture; layout: Layout }>()
  const [failure, setFailure] = useState<unknown>()
  const last = useRef<{ pipeline: string; layout: Layout }>(undefined)
  const searching = useRef<Promise<unknown>>(undefined)
  const shown = useMemo(() => {
    const drawing = draw(picture)
    const before = last.current?.pipeline === picture.pipeline ? last.current.layout : undefined
    const known = found?.of === picture ? found.layout : layOutNow(drawing)
    const layout = known ?? (before && interim(before, drawing))
    return layout && { layout: before ? keptFrom(before, layout) : layout, settled: known !== undefined }
  }, [picture, found])
  useEffect(() => {
    if (shown) last.current = { pipeline: picture.pipeline, layout: shown.layout }
  }, [picture, shown])
  const settled = shown?.settled ?? false
  useEffect(() => {
    if (settled) return
    let current = true
    // One search at a time: of the pictures that come meanwhile only the latest is laid out.
    const search = (searching.current ?? Promise.resolve()).then(async () => {
      if (!current) return
      const layout = await layOut(picture)
      if (current) setFound({ of: picture, layout })
    })
    searching.current = search.catch((reason: unknown) => void (current && setFailure(reason)))
    return () => void (current = false)
  }, [picture, settled])
  if (failure) throw failure
  return shown
}
