import { Skeleton } from '@mantine/core'

export function PageLoading() {
  return (
    <div style={{ display: 'grid', gap: 14, padding: 28 }} role="status" aria-busy="true" aria-label="Loading">
      <Skeleton height={22} width={220} />
      <Skeleton height={14} width="60%" />
      <Skeleton height={180} />
    </div>
  )
}
