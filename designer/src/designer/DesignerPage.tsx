import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import { catalog, sourceFile, type Catalog, type SourceFile } from '../api/sources'
import { Failure } from '../frame/Failure'
import { useTell } from '../frame/Notices'
import { PageLoading } from '../frame/PageLoading'
import { usePlace } from '../frame/place'
import { warmUp } from '../pictures/elk'
import { Desk } from './desk/Desk'
import { SourcesPage } from './SourcesPage'
import { useLanguage } from './text/use-language'
import { Workbench } from './Workbench'

warmUp()

interface From {
  trail?: { path: string; pipeline: string }[]
}

/** The pipelines of the project: all of them, or the file that the address names. */
export function DesignerPage() {
  const path = useParams()['*'] ?? ''
  return path === '' ? <SourcesPage /> : <OpenFile key={path} path={path} />
}

function OpenFile({ path }: { path: string }) {
  usePlace({ label: 'Designer', to: '/designer' }, { label: path })
  const file = useQuery({ queryKey: ['source', path], queryFn: () => sourceFile(path), staleTime: 0, gcTime: 0, refetchOnReconnect: false })
  const known = useQuery(catalog())
  // The file as it was opened: what others save later is met when this one is saved.
  const [opened, setOpened] = useState<SourceFile>()
  useEffect(() => {
    if (file.data) setOpened((before) => before ?? file.data)
  }, [file.data])
  const error = file.error ?? known.error
  if (error && !opened) return <Failure error={error} onRetry={() => void (file.refetch(), known.refetch())} />
  return opened && known.data ? <OnDesk file={opened} catalog={known.data} /> : <PageLoading />
}

function OnDesk({ file, catalog }: { file: SourceFile; catalog: Catalog }) {
  const navigate = useNavigate()
  const tell = useTell()
  const [address] = useSearchParams()
  const trail = (useLocation().state as From | null)?.trail ?? []
  const [desk, setDesk] = useState<Desk>()
  const open = useCallback(
    (path: string, pipeline?: string, trail: From['trail'] | readonly { path: string; pipeline: string }[] = []) =>
      void navigate(`/designer/${path.split('/').map(encodeURIComponent).join('/')}${pipeline ? `?pipeline=${encodeURIComponent(pipeline)}` : ''}`, { state: { trail } }),
    [navigate],
  )
  const language = useLanguage(open)
  useEffect(() => {
    const made = new Desk(file.path, file, language, tell)
    setDesk(made)
    return () => made.end()
  }, [file, language, tell])

  const wanted = address.get('pipeline')
  const step = address.get('step')
  useEffect(() => {
    if (!desk || !(wanted || step)) return
    // Once it is drawn, the address says what of it is shown.
    const show = () => {
      if (!desk.store.get().drawing) return
      stop()
      if (wanted) desk.show(wanted)
      if (step) desk.select([step])
    }
    const stop = desk.store.subscribe(show)
    show()
    return stop
  }, [desk, wanted, step])
  return desk ? <Workbench desk={desk} language={language} catalog={catalog} trail={trail} onOpen={open} /> : <PageLoading />
}
