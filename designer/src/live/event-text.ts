export interface ServerEvent {
  id: string
  event: string
  data: string
}

/** Cuts server-sent events out of text as it arrives, however it is split. What is not complete yet is kept for the next piece. */
export class EventText {
  private rest = ''

  add(piece: string): ServerEvent[] {
    const blocks = (this.rest + piece).split('\n\n')
    this.rest = blocks.pop() ?? ''
    return blocks.map(read).filter((event) => event.data !== '')
  }
}

function read(block: string): ServerEvent {
  const event: ServerEvent = { id: '', event: 'message', data: '' }
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    if (colon <= 0) continue // a comment, which shows that the server lives
    const field = line.slice(0, colon)
    const value = line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') event.data = event.data === '' ? value : `${event.data}\n${value}`
    else if (field === 'id' || field === 'event') event[field] = value
  }
  return event
}
