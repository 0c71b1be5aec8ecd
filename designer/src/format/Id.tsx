import { Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { shortId } from './words'
import classes from './Id.module.css'

/** A long id, shortened; a click copies all of it. */
export function Id({ id }: { id: string }) {
  const clipboard = useClipboard({ timeout: 1200 })
  return (
    <Tooltip label={clipboard.copied ? 'Copied' : `Copy ${id}`}>
      <button type="button" className={classes.id} onClick={() => clipboard.copy(id)} aria-label={`Copy id ${id}`}>
        {shortId(id)}
      </button>
    </Tooltip>
  )
}
