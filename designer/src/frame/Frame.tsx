import { Suspense, useState } from 'react'
import { Outlet, useNavigate } from 'react-router'
import { Notifier } from '../inbox/Notifier'
import { useShortcuts } from '../keyboard/shortcuts'
import { CommandPalette } from './CommandPalette'
import classes from './Frame.module.css'
import { useKeptFocus } from './keep-focus'
import { Keys } from './Keys'
import { PageLoading } from './PageLoading'
import { Rail } from './Rail'
import { TopBar } from './TopBar'

export function Frame() {
  const navigate = useNavigate()
  const [palette, setPalette] = useState(false)
  const [keys, setKeys] = useState(false)
  useKeptFocus()
  useShortcuts({
    'mod+k': () => setPalette(true),
    'mod+Enter': sendForm,
    '?': () => setKeys(true),
    'g i': () => void navigate('/inbox'),
    'g d': () => void navigate('/designer'),
    'g r': () => void navigate('/instances'),
    'g e': () => void navigate('/experiments'),
    '/': () => document.querySelector<HTMLInputElement>('input[type="search"]')?.focus(),
  })
  return (
    <div className={classes.frame}>
      <a href="#page" className={classes.skip}>
        Skip to the page
      </a>
      <Rail />
      <TopBar onSearch={() => setPalette(true)} />
      <main id="page" className={classes.page} tabIndex={-1}>
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </main>
      <Notifier />
      <CommandPalette opened={palette} onClose={() => setPalette(false)} onKeys={() => setKeys(true)} />
      <Keys opened={keys} onClose={() => setKeys(false)} />
    </div>
  )
}

/** Does what the button of the form does in which somebody types. */
function sendForm(): void {
  document.activeElement?.closest('form')?.querySelector<HTMLButtonElement>('button[type="submit"]')?.click()
}
