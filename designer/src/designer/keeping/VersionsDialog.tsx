import { Button, Modal, SegmentedControl, Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { diff, sourceVersion, versions, type SourceDiff } from '../../api/sources'
import { Time } from '../../format/Time'
import { words } from '../../format/words'
import { Empty } from '../../frame/Empty'
import { Failure } from '../../frame/Failure'
import { useMe } from '../../frame/me'
import { IconEqual, IconHistory } from '@tabler/icons-react'
import Canvas from '../../pictures/Canvas'
import type { Desk } from '../desk/Desk'
import { changedPicture } from './changed-picture'
import classes from './Keeping.module.css'
import { MergeEditor } from './MergeEditor'

const now = 'now'

/** The file's history; any two versions as text and as pictures. */
export default function VersionsDialog({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const { everyone } = useMe()
  const { data, error, refetch } = useQuery(versions(desk.path))
  const [after, setAfter] = useState<string>(now)
  const [before, setBefore] = useState<string>()
  const list = data?.versions ?? []
  const from = before ?? list[after === now ? 0 : list.findIndex((one) => one.id === after) + 1]?.id
  const name = (id: string) => (id === now ? 'what stands here now' : (list.find((one) => one.id === id)?.message ?? id))
  const author = (author: string) => everyone.find((one) => one.name === author)?.display ?? author

  return (
    <Modal opened onClose={onClose} title={`Versions of ${desk.path}`} size="min(1280px, 95vw)">
      {error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={300} />
      ) : list.length === 0 ? (
        <Empty icon={<IconHistory size={26} />} title="It has not been saved here yet">
          <p>Each save becomes a version, with who saved it and why.</p>
        </Empty>
      ) : (
        <div className={classes.versions}>
          <ul className={classes.list} aria-label="Versions">
            {[{ id: now, message: 'Now', author: '', at: '' }, ...list].map((version) => (
              <li key={version.id}>
                <button
                  type="button"
                  className={classes.version}
                  aria-pressed={version.id === after}
                  onClick={() => {
                    setAfter(version.id)
                    setBefore(undefined)
                  }}
                >
                  <span dir="auto">{version.message}</span>
                  <small>{version.id === now ? 'as it stands in the editor' : <>{author(version.author)} <Time at={version.at} /></>}</small>
                </button>
              </li>
            ))}
          </ul>
          <div className={classes.shown}>
            {from ? (
              <Difference
                desk={desk}
                before={from}
                after={after}
                choose={<Select size="xs" w={260} aria-label="Compared with" data={list.filter((one) => one.id !== after).map((one) => ({ value: one.id, label: one.message }))} value={from} onChange={(value) => value && setBefore(value)} allowDeselect={false} />}
                title={name(after)}
                onClose={onClose}
              />
            ) : (
              <Empty icon={<IconEqual size={26} />} title="This is the first version" />
            )}
          </div>
        </div>
      )}
    </Modal>
  )
}

function Difference({ desk, before, after, choose, title, onClose }: { desk: Desk; before: string; after: string; choose: React.ReactNode; title: string; onClose: () => void }) {
  const [text] = useState(desk.text)
  const [view, setView] = useState('picture')
  const { data, error, refetch } = useQuery(diff(desk.path, { id: before }, after === now ? { text } : { id: after }))
  return (
    <>
      <div className={classes.bar}>
        <span>Compared with</span>
        {choose}
        <SegmentedControl size="xs" data={[{ value: 'picture', label: 'Picture' }, { value: 'text', label: 'Text' }]} value={view} onChange={setView} aria-label="Compare as" />
        {data && (
          <span className="numbers">
            +{data.added} −{data.removed} lines
          </span>
        )}
        {after !== now && (
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              void sourceVersion(desk.path, after).then((version) => {
                desk.replace(version.text)
                onClose()
              })
            }
            title={`Makes the text that of “${title}”; undo brings yours back`}
          >
            Bring back
          </Button>
        )}
      </div>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : !data ? <Skeleton height="100%" /> : view === 'picture' ? <Pictures data={data} /> : <Texts desk={desk} before={before} after={after} text={text} />}
    </>
  )
}

function Pictures({ data }: { data: SourceDiff }) {
  const changed = data.pictures.filter((picture) => picture.change !== 'same')
  const [chosen, setChosen] = useState<string>()
  const shown = changed.find((one) => one.pipeline === chosen) ?? changed[0]
  if (!shown) return <Empty icon={<IconEqual size={26} />} title="The pictures are the same" />
  const { picture, changes } = changedPicture(shown)
  return (
    <>
      <div className={classes.bar}>
        {changed.length > 1 && <SegmentedControl size="xs" data={changed.map((one) => ({ value: one.pipeline, label: words(one.pipeline) }))} value={shown.pipeline} onChange={setChosen} aria-label="Pipeline" />}
        <div className={classes.legend}>
          <span data-change="added">added</span>
          <span data-change="changed">changed</span>
          <span data-change="removed">taken away</span>
        </div>
      </div>
      <div className={classes.difference}>
        <Canvas picture={picture} changes={changes} label={`What has changed in ${words(shown.pipeline)}`} />
      </div>
    </>
  )
}

function Texts({ desk, before, after, text }: { desk: Desk; before: string; after: string; text: string }) {
  const { data: left } = useQuery({ queryKey: ['sources', 'version', desk.path, before], queryFn: () => sourceVersion(desk.path, before) })
  const { data: right } = useQuery({ queryKey: ['sources', 'version', desk.path, after], queryFn: () => sourceVersion(desk.path, after), enabled: after !== now })
  const then = after === now ? text : right?.text
  if (!left || then === undefined) return <Skeleton height="100%" />
  return (
    <div className={classes.difference}>
      <MergeEditor theirs={left.text} mine={then} />
    </div>
  )
}
