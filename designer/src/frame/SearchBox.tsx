import { TextInput, type TextInputProps } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Echoes } from './echoes'

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** What the address says is searched for. */
  value: string
  onSearch: (text: string) => void
}

/** A search whose text lives in the address. What is typed is kept here, for pages follow the address more slowly than fingers type. */
export function SearchBox({ value, onSearch, ...input }: Props) {
  const [text, setText] = useState(value)
  const [echoes] = useState(() => new Echoes(value))
  useEffect(() => {
    if (!echoes.isOwn(value)) setText(value)
  }, [value, echoes])
  return (
    <TextInput
      type="search"
      leftSection={<IconSearch size={14} />}
      value={text}
      onChange={(event) => {
        const typed = event.currentTarget.value
        setText(typed)
        echoes.typed(typed)
        onSearch(typed)
      }}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      {...input}
    />
  )
}
