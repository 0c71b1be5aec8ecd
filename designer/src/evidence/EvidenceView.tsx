import { lazy, Suspense } from 'react'
import { Skeleton } from '@mantine/core'
import { ArtifactView } from './ArtifactView'
import { Bars } from './Bars'
import { ConfusionView } from './ConfusionView'
import { evidenceOf, type Evidence, type Value } from './evidence'
import classes from './EvidenceView.module.css'
import { MetricsView } from './MetricsView'
import { PlainView } from './PlainView'
import { TableView } from './TableView'

const Curves = lazy(() => import('./Curves'))

/** One thing that a step shows to people, in the way that suits it. */
export function EvidenceView({ value }: { value: Value }) {
  const evidence = evidenceOf(value)
  const title = 'title' in evidence ? evidence.title : evidence.kind === 'artifact' ? evidence.name : evidence.kind === 'comparison' ? 'Compared' : ''
  return (
    <section className={classes.card} aria-label={title || undefined}>
      {title && <h3 className={classes.title}>{title}</h3>}
      <Body evidence={evidence} />
    </section>
  )
}

function Body({ evidence }: { evidence: Evidence }) {
  switch (evidence.kind) {
    case 'metrics':
      return <MetricsView metrics={evidence} />
    case 'confusion':
      return <ConfusionView confusion={evidence} />
    case 'table':
      return <TableView table={evidence} />
    case 'plot':
      return evidence.bars ? (
        <Bars plot={evidence} />
      ) : (
        <Suspense fallback={<Skeleton height={240} />}>
          <Curves plot={evidence} />
        </Suspense>
      )
    case 'artifact':
      return <ArtifactView artifact={evidence} />
    case 'comparison':
      return (
        <div className={classes.sides}>
          <Side value={evidence.left} />
          <Side value={evidence.right} />
        </div>
      )
    case 'plain':
      return <PlainView value={evidence.value} />
  }
}

function Side({ value }: { value: Value }) {
  return <div>{value === null || value === undefined ? <p className={classes.nothing}>Nothing to compare with yet</p> : <PlainView value={value} />}</div>
}
