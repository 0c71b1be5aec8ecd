import { Button, Checkbox, Modal, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { activatePipeline, publishSource, startPipeline, type Input } from '../../api/sources'
import { words } from '../../format/words'
import { useMe } from '../../frame/me'
import { useTell } from '../../frame/Notices'
import { useGone } from '../../frame/use-gone'
import type { Desk } from '../desk/Desk'
import { usePart } from '../desk/store'
import { argumentValues } from './argument-values'
import classes from './Keeping.module.css'

interface Props {
  desk: Desk
  /** True: a run is wanted; false: it is to be published, and perhaps to start by itself. */
  runs: boolean
  onClose: () => void
}

/** Publishes what is saved, and starts a run of it, or lets it start by itself. */
export default function RunDialog({ desk, runs, onClose }: Props) {
  const { person } = useMe()
  const tell = useTell()
  const navigate = useNavigate()
  const client = useQueryClient()
  const details = usePart(desk.store, (state) => state.details)
  const unsaved = usePart(desk.store, (state) => state.unsaved)
  const [values, setValues] = useState<Record<string, string>>({})
  const [activates, setActivates] = useState(false)
  const as = person?.name ?? ''
  const pipeline = details?.name ?? ''
  const parameters = details?.parameters ?? []
  const asks = runs || activates

  const gone = useGone()
  const act = useMutation({
    mutationFn: async () => {
      const published = await publishSource({ file: desk.path, as })
      void client.invalidateQueries({ queryKey: ['definitions'] })
      const given = { definition: published.hash, pipeline, arguments: argumentValues(parameters, values), as }
      if (runs) return { published, run: (await startPipeline(given)).id }
      if (activates) await activatePipeline(given)
      return { published, run: null }
    },
    onSuccess: ({ published, run }) => {
      for (const warning of published.warnings.slice(0, 2)) tell(warning.message)
      if (run) return gone.is() ? tell(`${words(pipeline)} has been started`, `/instances/${run}`) : void navigate(`/instances/${run}`)
      tell(activates ? `${words(pipeline)} is published and starts by itself now` : `Published as ${published.hash.slice(0, 12)}`)
      onClose()
    },
    onError: gone.refused,
  })
  const errors = desk.store.get().drawing?.diagnostics.filter((finding) => finding.severity === 'error').length ?? 0
  const missing = asks && parameters.some((one) => one.required && (values[one.name] ?? '').trim() === '')

  return (
    <Modal opened onClose={onClose} title={runs ? `Run ${words(pipeline)}` : `Publish ${desk.path}`}>
      <form
        className={classes.fields}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          act.mutate()
        }}
      >
        {unsaved && <p className={classes.who}>What is not saved is not part of it.</p>}
        {errors > 0 && !unsaved && <p className={classes.who}>The compiler still finds {errors === 1 ? 'an error' : `${errors} errors`}; the problems below the picture say what.</p>}
        {!runs && <p className={classes.who}>What is saved becomes a version that runs can be started of; it never changes after that.</p>}
        {!runs && (details?.triggers.length ?? 0) > 0 && (
          <Checkbox label={`Let ${words(pipeline)} start by itself`} description={details!.triggers.map((trigger) => trigger.text).join(', ')} checked={activates} onChange={(event) => setActivates(event.currentTarget.checked)} />
        )}
        {asks && parameters.map((one, at) => <Parameter key={one.name} input={one} value={values[one.name] ?? ''} autofocus={at === 0} onChange={(value) => setValues((before) => ({ ...before, [one.name]: value }))} />)}
        {asks && parameters.length === 0 && <p className={classes.who}>It takes nothing.</p>}
        {act.error && (
          <p role="alert" className={classes.problem}>
            {act.error.message}
          </p>
        )}
        <div style={{ display: 'flex', gap: 8, justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={act.isPending} disabled={!person || missing} data-autofocus={!asks || parameters.length === 0 || undefined}>
            {runs ? 'Publish and run' : activates ? 'Publish and activate' : 'Publish'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** How a value without a field of its own is written. */
const hints: Partial<Record<Input['type']['kind'], string>> = { duration: 'as 90s, 2h, 3d', size: 'as 2Mi, 8Gi', range: 'as [0, 1]', list: 'as ["a", "b"]', map: 'as {"a": 1}', record: 'as {"name": "value"}' }

function Parameter({ input, value, autofocus, onChange }: { input: Input; value: string; autofocus: boolean; onChange: (value: string) => void }) {
  const common = { label: words(input.name), description: [input.documentation, input.type.text].filter(Boolean).join(' · '), required: input.required, placeholder: input.default ?? hints[input.type.kind], name: input.name, ...(autofocus && { 'data-autofocus': true }) }
  switch (input.type.kind) {
    case 'int':
    case 'float':
      return <NumberInput {...common} value={value} onChange={(next) => onChange(String(next))} allowDecimal={input.type.kind === 'float'} min={input.minimum ?? undefined} max={input.maximum ?? undefined} />
    case 'bool':
      return <Checkbox label={common.label} checked={value === 'true'} onChange={(event) => onChange(String(event.currentTarget.checked))} />
    case 'string':
    case 'duration':
    case 'size':
      return <TextInput {...common} value={value} onChange={(event) => onChange(event.currentTarget.value)} dir="auto" />
    default:
      return <Textarea {...common} value={value} onChange={(event) => onChange(event.currentTarget.value)} autosize minRows={1} dir="auto" />
  }
}
