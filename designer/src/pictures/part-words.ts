import type { PartCounts } from '../api/instances'

/** "7 of 12 parts done, 2 running, 1 failed". */
export const partsInWords = ({ total, done, running, failed }: PartCounts): string =>
  total === 0 ? 'none has begun yet' : [`${done} of ${total} ${total === 1 ? 'part' : 'parts'} done`, running > 0 && `${running} running`, failed > 0 && `${failed} failed`].filter(Boolean).join(', ')
