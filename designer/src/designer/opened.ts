import type { Dialog } from './dialogs/dialog'

export type SideTab = 'add' | 'selected'

/** What is open beside the picture. */
export interface Opened {
  dialog: Dialog | null
  side: SideTab
}
