import { Select, SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Argument, Input } from '../../api/sources'
import { number } from '../../format/numbers'
import { sentence, words } from '../../format/words'
import { focusPanel } from '../focus'
import { Sentence } from '../Sentence'
import { ExpressionField, type FieldContext } from './ExpressionField'
import classes from './Properties.module.css'
import { quoted, unquoted } from './quoted'
import { useTyped } from './use-typed'

interface Props extends FieldContext {
  input: Input
  argument: Argument | undefined
  error: string | undefined
  /** Undefined: it is left out. */
  onChange: (text: string | undefined) => void
}

const units: Partial<Record<Input['type']['kind'], string>> = { duration: 'as 90s, 2h, 3d', size: 'as 2Mi, 8Gi', range: 'as 0..1' }

/** One input of a step, drawn by its type; whatever it is, an expression can be written instead. */
export function InputField({ input, argument, error: problem, onChange, ...context }: Props) {
  const error = problem && <Sentence text={problem} />
  const text = argument?.text ?? ''
  const label = (
    <span className={classes.label}>
      {words(input.name)}
      {input.required && <span aria-hidden> *</span>}
      <code>{input.type.text}</code>
    </span>
  )
  const limits = [units[input.type.kind], input.minimum != null && `at least ${number(input.minimum)}`, input.maximum != null && `at most ${number(input.maximum)}`].filter(Boolean).join(', ')
  const description = [input.documentation, limits && `${sentence(limits)}.`].filter(Boolean).join(' ')
  const [free, setFree] = useState(false)
  const write = () => {
    setFree(true)
    setTimeout(() => focusPanel(input.name))
  }

  const choices = input.type.kind === 'bool' ? ['true', 'false'] : input.type.kind === 'enum' ? (input.type.members ?? []) : []
  if (choices.length > 0 && !free && (text === '' || choices.includes(text)))
    return (
      <div className={classes.field}>
        {choices.length <= 3 ? (
          <div role="group" aria-label={words(input.name)}>
            {label}
            <p className={classes.description}>{description}</p>
            <SegmentedControl name={input.name} size="xs" fullWidth data={choices.map((value) => ({ value, label: words(value) }))} value={text || (input.default ?? '')} onChange={onChange} />
          </div>
        ) : (
          <Select size="xs" data-field={input.name} selectFirstOptionOnChange label={label} description={description} data={choices.map((value) => ({ value, label: words(value) }))} value={text || null} placeholder={input.default ? words(input.default) : undefined} clearable={!input.required} searchable error={error} onChange={(value) => onChange(value ?? undefined)} />
        )}
        <button type="button" className={classes.other} onClick={write}>
          Write an expression
        </button>
      </div>
    )
  const said = unquoted(text)
  if (input.type.kind === 'string' && !free && (text === '' || said !== null))
    return (
      <div className={classes.field}>
        <TextField name={input.name} label={label} description={description} value={said ?? ''} placeholder={input.default ?? undefined} error={error} onCommit={(next) => onChange(next === '' ? undefined : quoted(next))} />
        <button type="button" className={classes.other} onClick={write}>
          Write an expression
        </button>
      </div>
    )
  return (
    <div className={classes.field}>
      <ExpressionField {...context} name={input.name} label={label} description={description} value={text} placeholder={input.default ?? undefined} input={input} error={error} onCommit={(next) => onChange(next === '' ? undefined : next)} />
    </div>
  )
}

function TextField({ label, description, value, placeholder, error, name, onCommit }: { label: React.ReactNode; description: string; value: string; placeholder: string | undefined; error: React.ReactNode; name: string; onCommit: (text: string) => void }) {
  const { text, setText, given, escape } = useTyped(value)
  const commit = () => {
    if (text === given.current) return
    given.current = text
    onCommit(text)
  }
  return (
    <Textarea
      size="xs"
      name={name}
      label={label}
      description={description}
      value={text}
      placeholder={placeholder}
      error={error}
      autosize
      minRows={1}
      maxRows={6}
      dir="auto"
      onChange={(event) => setText(event.currentTarget.value.replaceAll('\n', ' '))}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault()
          commit()
        }
        escape(event)
      }}
    />
  )
}
