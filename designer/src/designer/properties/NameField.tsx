import { TextInput } from '@mantine/core'
import { useTyped } from './use-typed'

interface Props {
  label: string
  value: string
  name: string
  mono?: boolean
  placeholder?: string
  /** False: it was refused, and the field says the old name again. */
  onCommit: (text: string) => Promise<boolean> | void
}

/** A short text that is taken on Enter or when the field is left. */
export function NameField({ label, value, name, mono = true, placeholder, onCommit }: Props) {
  const { text, setText, given, forget, escape } = useTyped(value)
  const commit = async () => {
    if (text.trim() === given.current.trim()) return
    const asked = text.trim()
    given.current = asked
    if ((await onCommit(asked)) === false) forget(asked)
  }
  return (
    <TextInput
      size="xs"
      label={label}
      name={name}
      value={text}
      placeholder={placeholder}
      dir="auto"
      spellCheck={!mono}
      styles={mono ? { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } : {}}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => void commit()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void commit()
        escape(event)
      }}
    />
  )
}
