import { createContext, use } from 'react'

/** What parts of the picture ask for when they are clicked. */
export interface CanvasActions {
  connect: (node: string, outcome: string) => void
  insertOn: (edge: string) => void
  chooseEdge: (edge: string) => void
}

const nothing = () => {}

export const ActionsContext = createContext<CanvasActions>({ connect: nothing, insertOn: nothing, chooseEdge: nothing })
export const useActions = () => use(ActionsContext)
