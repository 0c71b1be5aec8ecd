import { Modal } from '@mantine/core'
import { SearchList, type Choice } from '../frame/SearchList'
import classes from './ChooseList.module.css'

export type { Choice }

interface Props {
  title: string
  placeholder: string
  /** What a person should know of what is not offered. */
  note?: string | undefined
  /** What is offered for the text typed. */
  choices: (text: string) => readonly Choice[]
  onChoose: (choice: Choice) => void
  onClose: () => void
}

const mostShown = 80

/** A dialog that is a list to choose from by typing. */
export function ChooseList({ title, placeholder, note, choices, onChoose, onClose }: Props) {
  return (
    <Modal.Root opened onClose={onClose} returnFocus={false} padding={0} size={520} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <SearchList label={title} placeholder={placeholder} choices={(text) => choices(text).slice(0, mostShown)} onChoose={onChoose} />
        {note && <p className={classes.note}>{note}</p>}
      </Modal.Content>
    </Modal.Root>
  )
}
