import { useQuery } from '@tanstack/react-query'
import { Skeleton } from '@mantine/core'
import { bytes } from '../format/numbers'
import type { Artifact } from './evidence'
import { Markdown } from './Markdown'
import classes from './ArtifactView.module.css'

const longestShown = 512 * 1024 // bytes; more than that is for another program

/** A file that a step made: a picture is shown, a text is read, anything else can be fetched. */
export function ArtifactView({ artifact }: { artifact: Artifact }) {
  const address = `/api/v1/objects/${artifact.object}`
  if (artifact.mediaType.startsWith('image/')) return <img src={address} alt={artifact.name} className={classes.image} />
  if (artifact.mediaType.startsWith('text/') && artifact.size <= longestShown) return <TextFile artifact={artifact} address={address} />
  return (
    <a href={address} download={artifact.name}>
      {artifact.name} ({bytes(artifact.size)})
    </a>
  )
}

function TextFile({ artifact, address }: { artifact: Artifact; address: string }) {
  const { data, error, isPending } = useQuery({
    queryKey: ['objects', artifact.object],
    queryFn: async () => {
      const answer = await fetch(address)
      if (!answer.ok) throw new Error(`${artifact.name} is not in the object store any more.`)
      return answer.text()
    },
    staleTime: Infinity,
  })
  if (isPending) return <Skeleton height={120} />
  if (error) return <p className={classes.missing}>{error.message}</p>
  return artifact.mediaType === 'text/markdown' ? <Markdown text={data} /> : <pre className={classes.text}>{data}</pre>
}
