import { useId, useState, type ReactNode } from 'react'
import classes from './SearchList.module.css'

export interface Choice {
  id: string
  title: string
  detail?: string
  icon?: ReactNode
}

interface Props<C extends Choice> {
  label: string
  /** The list's own name, where it is not that of the field. */
  listLabel?: string
  placeholder: string
  /** What is offered for the text typed. */
  choices: (text: string) => readonly C[]
  onChoose: (choice: C) => void
}

/** A field and what it finds: arrows move, Enter takes. */
export function SearchList<C extends Choice>({ label, listLabel = label, placeholder, choices, onChoose }: Props<C>) {
  const list = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = choices(text)
  const chosen = Math.max(0, Math.min(at, found.length - 1))
  return (
    <div
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, found.length - 1))
        else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0))
        else if (event.key === 'Enter' && found[chosen]) onChoose(found[chosen])
        else return
        event.preventDefault()
      }}
    >
      <input
        data-autofocus
        autoFocus
        className={classes.input}
        placeholder={placeholder}
        aria-label={label}
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found[chosen] && `${list}-${chosen}`}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
      />
      <ul id={list} role="listbox" aria-label={listLabel} className={classes.list}>
        {found.map((choice, index) => (
          <li
            key={choice.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === chosen}
            ref={index === chosen ? (row) => row?.scrollIntoView({ block: 'nearest' }) : undefined}
            className={classes.row}
            onMouseMove={() => setAt(index)}
            onClick={() => onChoose(choice)}
          >
            {choice.icon}
            <span className={classes.title}>{choice.title}</span>
            <span className={classes.detail}>{choice.detail}</span>
          </li>
        ))}
        {found.length === 0 && (
          <li role="option" aria-selected="false" className={classes.nothing}>
            Nothing is called “{text}”
          </li>
        )}
      </ul>
    </div>
  )
}
