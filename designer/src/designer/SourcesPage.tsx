import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconFileText, IconPlus, IconSitemap } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { createSource, sources } from '../api/sources'
import { Time } from '../format/Time'
import { words } from '../format/words'
import { Ask } from '../frame/Ask'
import { Empty } from '../frame/Empty'
import { Failure } from '../frame/Failure'
import { useMe } from '../frame/me'
import { PageLoading } from '../frame/PageLoading'
import { PersonDialog } from '../frame/PersonDialog'
import { usePlace } from '../frame/place'
import { drafts } from './desk/drafts'
import { SourceMenu } from './SourceMenu'
import classes from './SourcesPage.module.css'

export const addressOf = (path: string, pipeline?: string) => `/designer/${path.split('/').map(encodeURIComponent).join('/')}${pipeline ? `?pipeline=${encodeURIComponent(pipeline)}` : ''}`

/** Every file of the project with its pipelines. */
export function SourcesPage() {
  usePlace({ label: 'Designer' })
  const { data, error, refetch } = useQuery(sources())
  const { isFirst } = useMe()
  const [asks, setAsks] = useState<'person' | 'file'>()
  const [unsaved] = useState(() => new Set(drafts.paths()))
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAsks(isFirst ? 'person' : 'file')}>
      New pipeline
    </Button>
  )
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <PageLoading />
  const folders = [...Map.groupBy(data.files, (file) => file.path.split('/').slice(0, -1).join('/'))].sort(([a], [b]) => a.localeCompare(b))
  return (
    <div className={classes.page}>
      {data.files.length === 0 ? (
        <Empty icon={<IconSitemap size={26} />} title="No pipeline has been drawn yet">
          <p>A pipeline says what is done with data and models, by whom, and what people decide.</p>
          {add}
        </Empty>
      ) : (
        <>
          <header className={classes.head}>
            <h1>Pipelines</h1>
            {add}
          </header>
          {folders.map(([folder, files]) => (
            <section key={folder} aria-label={folder || 'Top folder'}>
              {folder && <h2 dir="auto">{folder}</h2>}
              <ul className={classes.files}>
                {files.map((file) => (
                  <li key={file.path} className={classes.file}>
                    <IconFileText size={18} stroke={1.6} aria-hidden />
                    <div>
                      <Link to={addressOf(file.path)} dir="auto">
                        {file.path.split('/').at(-1)}
                      </Link>
                      {unsaved.has(file.path) && <span className={classes.unsaved}>not saved</span>}
                      <p>
                        {file.pipelines.map((pipeline) => (
                          <Link key={pipeline} to={addressOf(file.path, pipeline)} className={classes.pipeline} dir="auto">
                            {words(pipeline)}
                          </Link>
                        ))}
                        {file.pipelines.length === 0 && <span className={classes.none}>no pipeline</span>}
                      </p>
                    </div>
                    <Time at={file.modified_at} className={classes.when} />
                    <SourceMenu file={file} taken={data.files.map((one) => one.path)} unsaved={unsaved.has(file.path)} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </>
      )}
      {/* A file is begun in somebody's name. */}
      {asks === 'person' && <PersonDialog onClose={(added) => setAsks(added ? 'file' : undefined)} />}
      {asks === 'file' && <NewFile taken={data.files.map((file) => file.path)} onClose={() => setAsks(undefined)} />}
    </div>
  )
}

function NewFile({ taken, onClose }: { taken: readonly string[]; onClose: () => void }) {
  const { person } = useMe()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [path, setPath] = useState<string>()
  const identifier = name.trim().replaceAll(/[\s-]+/g, '_')
  const file = path ?? (identifier ? `${identifier}.dlflow` : '')
  const valid = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(identifier)
  return (
    <Ask
      title="New pipeline"
      action="Begin"
      disabled={!valid || !person || !file.endsWith('.dlflow')}
      onDone={async () => {
        await createSource({ path: file, text: `pipeline ${identifier}() {\n}\n`, as: person!.name, message: `Begin ${words(identifier)}` })
        void navigate(addressOf(file))
      }}
      onClose={onClose}
    >
      <div style={{ display: 'grid', gap: 12 }}>
        <TextInput data-autofocus label="What is it called?" placeholder="Model release" value={name} onChange={(event) => setName(event.currentTarget.value)} error={name !== '' && !valid ? 'It begins with a letter and holds letters, digits and _.' : undefined} dir="auto" />
        <TextInput label="File" description="Below the folder of the pipelines" value={file} onChange={(event) => setPath(event.currentTarget.value)} error={taken.includes(file) ? 'This file is there already.' : undefined} />
      </div>
    </Ask>
  )
}
