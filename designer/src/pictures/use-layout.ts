import { useEffect, useState } from 'react'
import type { Picture } from '../api/definitions'
import { layOut } from './elk'
import type { Layout } from './layout'

/** The picture, laid out; the layout before it until then, so that nothing flickers. */
export function useLayout(picture: Picture | undefined): Layout | undefined {
  const [layout, setLayout] = useState<{ of: string; layout: Layout }>()
  const [failure, setFailure] = useState<unknown>()
  useEffect(() => {
    if (!picture) return
    let current = true
    layOut(picture).then(
      (done) => current && setLayout({ of: picture.pipeline, layout: done }),
      (reason: unknown) => current && setFailure(reason),
    )
    return () => void (current = false)
  }, [picture])
  if (failure) throw failure
  return layout?.of === picture?.pipeline ? layout?.layout : undefined
}
