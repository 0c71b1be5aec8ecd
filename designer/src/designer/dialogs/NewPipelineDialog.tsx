import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Desk } from '../desk/Desk'
import { Ask } from '../../frame/Ask'

/** A further pipeline in the file that is open. */
export function NewPipelineDialog({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const [name, setName] = useState('')
  return (
    <Ask
      returnFocus={false}
      title="New pipeline"
      action="Begin"
      disabled={!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)}
      onDone={async () => {
        if (await desk.edit({ kind: 'create_pipeline', name })) desk.show(name)
      }}
      onClose={onClose}
    >
      <TextInput data-autofocus label="What is it called?" description="Letters, digits and _: model_release" value={name} onChange={(event) => setName(event.currentTarget.value.replaceAll(/[\s-]+/g, '_'))} dir="auto" />
    </Ask>
  )
}
