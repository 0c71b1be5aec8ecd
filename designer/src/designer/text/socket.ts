import type { LSPClient, Transport } from '@codemirror/lsp-client'

const pauses = [300, 1000, 3000] // milliseconds before connecting again

/** Keeps the language server's client connected, also after the server has been away. */
export function keepConnected(client: LSPClient): () => void {
  let ended = false
  let tries = 0
  let socket: WebSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const connect = () => {
    const address = new URL('/api/v1/language', location.href)
    address.protocol = address.protocol.replace('http', 'ws')
    socket = new WebSocket(address)
    const opened = socket
    opened.onopen = () => {
      tries = 0
      client.connect(transportOver(opened))
      // A server that does not answer this does not answer the next request either, and that one is told.
      client.initializing.catch(() => {})
    }
    opened.onclose = () => {
      if (client.connected) client.disconnect()
      if (!ended) timer = setTimeout(connect, pauses[Math.min(tries++, pauses.length - 1)])
    }
  }
  connect()
  return () => {
    ended = true
    clearTimeout(timer)
    socket?.close()
  }
}

function transportOver(socket: WebSocket): Transport {
  const handlers = new Map<(value: string) => void, (event: MessageEvent<string>) => void>()
  return {
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(message)
    },
    subscribe: (handler) => {
      const listen = (event: MessageEvent<string>) => handler(event.data)
      handlers.set(handler, listen)
      socket.addEventListener('message', listen)
    },
    unsubscribe: (handler) => {
      const listen = handlers.get(handler)
      if (listen) socket.removeEventListener('message', listen)
      handlers.delete(handler)
    },
  }
}
