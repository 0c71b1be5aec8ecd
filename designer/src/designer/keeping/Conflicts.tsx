import { Button, Group, Modal } from '@mantine/core'
import { useState } from 'react'
import type { Conflict } from '../../api/sources'
import { Time } from '../../format/Time'
import { useMe } from '../../frame/me'
import type { Desk } from '../desk/Desk'
import classes from './Keeping.module.css'
import { MergeEditor } from './MergeEditor'

interface Props {
  desk: Desk
  conflicts: readonly Conflict[]
  onResolved: () => Promise<void>
  onClose: () => void
}

/** Somebody else has saved: theirs on the left, what will be saved on the right. Nothing is lost before a person has chosen. */
export function Conflicts({ desk, conflicts, onResolved, onClose }: Props) {
  const { everyone } = useMe()
  const [at, setAt] = useState(0)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const conflict = conflicts[at]!
  const mine = desk.bases.textOf(conflict.path)
  const both = mergedOf(conflict)
  const [text, setText] = useState(both ?? mine)
  const theirs = conflict.theirs?.text ?? ''
  const commit = conflict.theirs?.commit
  const who = everyone.find((one) => one.name === commit?.author)?.display ?? commit?.author

  const take = async (chosen: string) => {
    // What theirs is built on is known now, so that saving again is saving over it knowingly.
    desk.saved(conflict.path, conflict.theirs?.version ?? '', theirs)
    if (conflict.path === desk.path) desk.replace(chosen)
    else desk.bases.put(conflict.path, chosen)
    desk.bases.keep()
    if (at + 1 < conflicts.length) {
      const next = conflicts[at + 1]!
      setText(mergedOf(next) ?? desk.bases.textOf(next.path))
      return setAt(at + 1)
    }
    if (desk.bases.unsaved().length === 0) return onClose()
    setBusy(true)
    try {
      await onResolved()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal opened onClose={onClose} size="min(1200px, 94vw)" title={!conflict.theirs ? `${conflict.path} was deleted meanwhile` : `${conflict.path} was saved by somebody else meanwhile`}>
      <p className={classes.who}>
        {commit && (
          <>
            {who}: “{commit.message}” <Time at={commit.at} />.{' '}
          </>
        )}
        {both !== undefined ? 'The changes do not touch each other: on the right stand both. Look at them and save.' : 'On the left is theirs, on the right yours. Take over what you want with the arrows, or write; the right side is what will be saved.'}
      </p>
      <div className={classes.sides} aria-hidden>
        <span>Theirs, as it is saved</span>
        <span>What will be saved</span>
      </div>
      <MergeEditor key={conflict.path} theirs={theirs} mine={text} onChange={setText} />
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button variant="default" onClick={() => void take(theirs)}>
          Take theirs, drop mine
        </Button>
        <Button variant="default" onClick={() => void take(mine)}>
          Keep mine, drop theirs
        </Button>
        <Button loading={busy} onClick={() => void take(text)} data-autofocus>
          Save the right side
        </Button>
      </Group>
    </Modal>
  )
}

/** Both changes laid together, where they do not touch each other. */
const mergedOf = ({ merged }: Conflict): string | undefined => (merged && !merged.overlaps ? merged.text : undefined)
