import type { LSPClient } from '@codemirror/lsp-client'
import { useEffect, useRef, useState } from 'react'
import { createLanguageClient } from './language-client'
import { keepConnected } from './socket'

/** The language server, connected as long as the page is open. */
export function useLanguage(onOpen: (path: string) => void): LSPClient {
  const open = useRef(onOpen)
  useEffect(() => {
    open.current = onOpen
  })
  const [client] = useState(() => createLanguageClient((path) => open.current(path)))
  useEffect(() => keepConnected(client), [client])
  return client
}
