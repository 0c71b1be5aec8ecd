import { Button } from '@mantine/core'
import { IconPlus, IconRouteOff } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { words } from '../format/words'
import { Empty } from '../frame/Empty'
import { PageLoading } from '../frame/PageLoading'
import type { Layout } from '../pictures/layout'
import DesignCanvas from './canvas/DesignCanvas'
import type { Desk } from './desk/Desk'
import { usePart } from './desk/store'
import classes from './PicturePane.module.css'

interface Props {
  desk: Desk
  /** The pipelines through which one came here, with their files. */
  trail: readonly { path: string; pipeline: string }[]
  onBack: (at: number) => void
  onInsert: (edge: string) => void
  onConnect: (node: string, outcome: string, target?: string) => void
  onOpen: (node: string) => void
  onKey: (event: KeyboardEvent, layout: Layout) => void
  onNew: () => void
  onFirst: () => void
}

export function PicturePane({ desk, trail, onBack, onInsert, onConnect, onOpen, onKey, onNew, onFirst }: Props) {
  const picture = usePart(desk.store, (state) => state.picture)
  const reads = usePart(desk.store, (state) => state.drawing?.reads)
  const behind = usePart(desk.store, (state) => state.behind)
  const away = usePart(desk.store, (state) => state.away)
  const unkept = usePart(desk.store, (state) => state.unkept)
  const empty = picture && picture.nodes.every((node) => !node.extent)
  return (
    <>
      {trail.length > 0 && picture && (
        <nav className={classes.trail} aria-label="Called pipelines">
          {trail.map((one, at) => (
            <span key={`${one.path} ${one.pipeline}`}>
              <button type="button" onClick={() => onBack(at)}>
                {words(one.pipeline)}
              </button>
              <span aria-hidden> › </span>
            </span>
          ))}
          <b>{words(picture.pipeline)}</b>
        </nav>
      )}
      <div className={classes.notes} role="status">
        {behind && <p className={classes.note}>The text cannot be read just now. The picture shows how it was last.</p>}
        {away && <p className={classes.note}>The server does not answer. What you type is kept; the picture follows when it is back.</p>}
        {unkept && <p className={classes.note}>This browser has no room to keep what is not saved: save soon.</p>}
      </div>
      {picture ? (
        <DesignCanvas desk={desk} picture={picture} onInsert={onInsert} onConnect={onConnect} onOpen={onOpen} onKey={onKey} />
      ) : reads !== undefined ? (
        <Empty icon={<IconRouteOff size={26} />} title="There is no pipeline in this file">
          <p>{reads ? 'Draw one here, or write one in the text.' : 'What is written cannot be read yet; the problems below say why.'}</p>
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={onNew}>
            New pipeline
          </Button>
        </Empty>
      ) : (
        <PageLoading />
      )}
      {empty && !behind && (
        <div className={classes.first}>
          <p>Drag the first step here, or press Enter and type its name.</p>
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={onFirst}>
            First step
          </Button>
        </div>
      )}
    </>
  )
}
