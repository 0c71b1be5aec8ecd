import { Modal } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import classes from '../frame/CommandPalette.module.css'

export interface Choice {
  id: string
  title: string
  detail?: string
  icon?: ReactNode
}

interface Props {
  title: string
  placeholder: string
  /** What is offered for the text typed. */
  choices: (text: string) => readonly Choice[]
  onChoose: (choice: Choice) => void
  onClose: () => void
}

/** A list to choose from by typing: arrows move, Enter takes. */
export function ChooseList({ title, placeholder, choices, onChoose, onClose }: Props) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = choices(text).slice(0, 80)
  const chosen = Math.max(0, Math.min(at, found.length - 1))
  return (
    <Modal.Root opened onClose={onClose} returnFocus={false} padding={0} size={520} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
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
            className={classes.input}
            placeholder={placeholder}
            aria-label={title}
            role="combobox"
            aria-expanded="true"
            aria-controls="choices"
            aria-activedescendant={found[chosen] && `choice-${chosen}`}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              setAt(0)
            }}
          />
          <ul id="choices" role="listbox" aria-label={title} className={classes.list}>
            {found.map((choice, index) => (
              <li
                key={choice.id}
                id={`choice-${index}`}
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
      </Modal.Content>
    </Modal.Root>
  )
}
