import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Desk } from '../desk/Desk'
import classes from '../properties/Properties.module.css'
import { Ask } from '../../frame/Ask'

const begun = {
  model: 'model my_model(hidden: int = 128) {\n    input image(1, 28, 28)\n    flatten()\n    linear(hidden)\n    relu()\n    linear(10)\n}',
  dataset: 'dataset my_data {\n    item  image(1, 28, 28)\n    label { yes, no }\n}',
  form: 'form my_form {\n    reason: text "Why?"\n}',
}

/** A model, a data set or a form, written as text: it is put before the pipelines. */
export function DeclareDialog({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const [text, setText] = useState(begun.model)
  return (
    <Ask
      returnFocus={false}
      size="lg"
      title="Declare a model, a data set or a form"
      action="Declare"
      disabled={text.trim() === ''}
      onDone={async () => {
        if (!(await desk.edit({ kind: 'add_declaration', text: text.trim() }))) throw new Error('It could not be put there; the message says why.')
      }}
      onClose={onClose}
    >
      <div style={{ display: 'flex', gap: 8, marginBottom: 8 }}>
        {Object.entries(begun).map(([kind, start]) => (
          <button key={kind} type="button" className={classes.small} onClick={() => setText(start)}>
            {kind}
          </button>
        ))}
      </div>
      <Textarea data-autofocus label="Text" value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={8} maxRows={20} spellCheck={false} styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }} />
    </Ask>
  )
}
