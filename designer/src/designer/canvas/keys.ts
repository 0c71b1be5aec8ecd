import { useTell } from '../../frame/Notices'
import { keyOf } from '../../keyboard/shortcuts'
import type { Layout } from '../../pictures/layout'
import type { Desk } from '../desk/Desk'
import { behind, isWritten, stretch } from '../desk/where'
import type { Dialog } from '../dialogs/dialog'
import { neighbour, nextEdge, type Direction } from './neighbours'

interface Keys {
  desk: Desk
  ask: (dialog: Dialog) => void
  open: (node: string) => void
  duplicate: () => void
  panel: (field?: string) => void
}

const nudge = 20 // in units of the picture

const arrows = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])

/** Everything that the picture does by keys. */
export function useCanvasKeys({ desk, ask, open, duplicate, panel }: Keys): (event: React.KeyboardEvent, layout: Layout) => void {
  const tell = useTell()
  const handle = (event: React.KeyboardEvent, layout: Layout): boolean => {
    const { selected, edge, picture } = desk.store.get()
    if (!picture) return false
    const one = selected.at(-1)
    const line = layout.edges.find((known) => known.id === edge)
    if (arrows.has(event.key)) {
      const direction = event.key as Direction
      if (event.altKey) return one !== undefined && move(one, direction)
      if (event.ctrlKey || event.metaKey) return pin(layout, direction)
      if (line) desk.select([direction === 'ArrowUp' ? line.from : line.to])
      else {
        const next = neighbour(layout, one, direction)
        if (next) desk.select(event.shiftKey ? [...selected.filter((id) => id !== next), next] : [next])
      }
      return true
    }
    switch (keyOf(event)) {
      case 'i':
      case 'Enter':
        ask({ kind: 'insert', where: line ? { at: 'edge', from: line.from, outcome: line.outcome, to: line.to } : behind(picture, one) })
        return true
      case 'e': {
        const next = nextEdge(layout, one, edge)
        if (next) desk.selectEdge(next)
        return true
      }
      case 'c':
        if (one) {
          const outcomes = picture.nodes.find((node) => node.id === one)?.ports?.map((port) => port.outcome) ?? []
          if (outcomes.length === 0) tell(`No line of its own leaves ${one}.`)
          else ask({ kind: 'connect', node: one, ...only(outcomes) })
        }
        return true
      case 'w':
        if (selected.length > 0) stretch(picture, selected) ? ask({ kind: 'wrap', nodes: selected }) : tell('Only steps that stand next to each other in one block can be wrapped together.')
        return true
      case 'u': {
        const pinned = picture.nodes.filter((node) => node.pin && (selected.length === 0 || selected.includes(node.id)))
        if (pinned.length > 0) void desk.edit(...pinned.map(({ id }) => ({ kind: 'pin' as const, node: id })))
        return true
      }
      case 'Delete':
      case 'Backspace':
        if (line?.written) void desk.edit({ kind: 'disconnect', node: line.from, outcome: line.outcome, target: line.to })
        else if (selected.length > 0) {
          const written = selected.filter((id) => picture.nodes.some((node) => node.id === id && isWritten(node)))
          if (written.length === 0) tell('The end is drawn by itself: there is nothing to delete.')
          else void desk.edit(...written.map((node) => ({ kind: 'delete' as const, node })))
        }
        return true
      case 'F2':
      case 'r':
        if (one) panel('step-name')
        return true
      case 'p':
        panel()
        return true
      case 'o':
        if (one) open(one)
        return true
      case 't':
        desk.view.focus()
        return true
      case 'Escape':
        desk.select([])
        return true
      case 'mod+z':
        event.shiftKey ? desk.redo() : desk.undo()
        return true
      case 'mod+y':
        desk.redo()
        return true
      case 'mod+a':
        desk.select(picture.nodes.filter((node) => node.extent).map((node) => node.id), false)
        return true
      case 'mod+d':
        duplicate()
        return true
      case 'mod+c':
      case 'mod+x': {
        const text = selected.map((id) => desk.textOf(id)).filter((part) => part !== null).join('\n')
        if (text) void navigator.clipboard?.writeText(text)
        if (keyOf(event) === 'mod+x' && text) void desk.edit(...selected.map((node) => ({ kind: 'delete' as const, node })))
        return true
      }
      case 'mod+v':
        void navigator.clipboard?.readText().then((text) => (text.trim() ? desk.edit({ kind: 'paste', where: behind(picture, one), text }) : false))
        return true
      default:
        return false
    }
  }
  const pin = (layout: Layout, direction: Direction): boolean => {
    const { selected, picture } = desk.store.get()
    const nodes = layout.nodes.filter((node) => selected.includes(node.id) && picture?.nodes.some((one) => one.id === node.id && one.extent && one.kind !== 'join'))
    const [dx, dy] = [direction === 'ArrowLeft' ? -nudge : direction === 'ArrowRight' ? nudge : 0, direction === 'ArrowUp' ? -nudge : direction === 'ArrowDown' ? nudge : 0]
    if (nodes.length > 0) void desk.edit(...nodes.map(({ id, x, y }) => ({ kind: 'pin' as const, node: id, x: Math.round(x + dx), y: Math.round(y + dy) })))
    return true
  }
  const move = (node: string, direction: Direction): boolean => {
    const { picture } = desk.store.get()
    const block = (id: string) => (picture?.nodes.find((one) => one.id === id)?.blocks ?? []).join(' ')
    const among = picture?.nodes.filter((one) => one.extent && one.kind !== 'join' && block(one.id) === block(node)).map((one) => one.id) ?? []
    const other = among[among.indexOf(node) + (direction === 'ArrowUp' ? -1 : direction === 'ArrowDown' ? 1 : 0)]
    if (other && other !== node) void desk.edit({ kind: 'move', node, where: direction === 'ArrowUp' ? { at: 'before', node: other } : { at: 'after', node: other } })
    return true
  }
  return (event, layout) => {
    if (event.target instanceof HTMLElement && event.target.closest('button, input, textarea, [role="dialog"]')) return
    if (!handle(event, layout)) return
    event.preventDefault()
    event.stopPropagation()
  }
}

const only = (outcomes: string[]) => (outcomes.length === 1 ? { outcome: outcomes[0]! } : {})
