import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { picturesOf } from '../api/definitions'
import type { InstanceDetail } from '../api/instances'
import { words } from '../format/words'
import { Failure } from '../frame/Failure'
import { marksOf, type Work } from '../pictures/marks'
import classes from './RunPicture.module.css'
import { calledBy } from './run-tree'

const Canvas = lazy(() => import('../pictures/Canvas'))

interface Props {
  /** The run, and the runs below it down to the one that is shown. */
  path: readonly InstanceDetail[]
  work: Work
  step: string | undefined
  onStep: (step: string | undefined) => void
  onOpen: (instance: string) => void
}

export function RunPicture({ path, work, step, onStep, onOpen }: Props) {
  const shown = path.at(-1)!
  const { data: pictures, error, refetch } = useQuery(picturesOf(shown.bundle))
  const picture = pictures?.find((one) => one.pipeline === shown.pipeline)
  const marks = useMemo(() => marksOf(shown, work), [shown, work])
  return (
    <section className={classes.picture} aria-label="Picture">
      {path.length > 1 && (
        <nav className={classes.path} aria-label="Called pipelines">
          {path.map((run, at) => (
            <span key={run.id}>
              {at > 0 && <span aria-hidden> › </span>}
              {at < path.length - 1 ? (
                <button type="button" onClick={() => onOpen(run.id)}>
                  {words(run.pipeline)}
                </button>
              ) : (
                <b>{words(run.pipeline)}</b>
              )}
            </span>
          ))}
        </nav>
      )}
      {error && !picture ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : picture ? (
        <Suspense fallback={<Skeleton height="100%" />}>
          <Canvas
            picture={picture}
            marks={marks}
            selected={step}
            onSelect={onStep}
            onOpen={(node) => {
              const child = calledBy(shown, node)
              if (child) onOpen(child.id)
            }}
            label={`Picture of ${words(shown.pipeline)}`}
          />
        </Suspense>
      ) : (
        <Skeleton height="100%" />
      )}
    </section>
  )
}
