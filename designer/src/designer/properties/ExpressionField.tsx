import { Autocomplete } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Catalog, Input } from '../../api/sources'
import { completions, type Candidate } from './candidates'
import classes from './Properties.module.css'
import { useTyped } from './use-typed'

export interface FieldContext {
  candidates: readonly Candidate[]
  catalog: Catalog
}

interface Props extends FieldContext {
  label: ReactNode
  description?: ReactNode
  value: string
  placeholder?: string | undefined
  input?: Input | null
  error?: ReactNode
  name: string
  onCommit: (text: string) => void
}

/** An expression as text, with the names that it can use. What is typed is taken on Enter or when the field is left; Escape takes it back. */
export function ExpressionField({ label, description, value, placeholder, input = null, error, name, onCommit, candidates, catalog }: Props) {
  const { text, setText, given, escape } = useTyped(value)
  const found = completions(text, input, candidates, catalog)
  const byValue = new Map(found.map((one) => [one.value, one]))
  const commit = (next: string) => {
    if (next.trim() === given.current) return
    given.current = next.trim()
    onCommit(next.trim())
  }
  return (
    <Autocomplete
      label={label}
      description={description}
      name={name}
      size="xs"
      value={text}
      placeholder={placeholder}
      error={error}
      spellCheck={false}
      dir="auto"
      classNames={{ input: classes.expression! }}
      data={[...byValue.keys()]}
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <span className={classes.option}>
          <code>{byValue.get(option.value)?.shows}</code>
          <span>{byValue.get(option.value)?.type}</span>
        </span>
      )}
      comboboxProps={{ width: 'max-content', position: 'bottom-start', transitionProps: { duration: 0 } }}
      onChange={setText}
      onBlur={() => commit(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.defaultPrevented && !event.currentTarget.getAttribute('aria-activedescendant')) commit(event.currentTarget.value)
        escape(event)
      }}
    />
  )
}
