import { createContext, use } from 'react'
import type { BlockKind, Where } from '../../api/sources'
import type { Point } from '../../pictures/layout'
import { Store } from '../desk/store'

/** What the pointer carries towards the picture: an activity or pipeline of the palette, a block, or a step that stands there already. */
export type Carried = { kind: 'step'; callee: string } | { kind: 'block'; block: BlockKind } | { kind: 'move'; node: string; /** Where in the node it was taken. */ grip: Point }

/** Into the flow, where it would part an edge; or to a place of the picture, where a node is pinned. */
export type Target = { where: Where; edge: string | null } | { pin: Point }

interface CarryState {
  carried: Carried | null
  at: { x: number; y: number }
  target: Target | null
}

const far = 6 // pixels that the pointer moves before it carries something

/** Carries something with the pointer: shows where it would land, and puts it there. */
export class Carry {
  readonly store = new Store<CarryState>({ carried: null, at: { x: 0, y: 0 }, target: null })
  /** What lies under a place of the screen; set by the canvas. */
  find: (x: number, y: number, carried: Carried) => Target | null = () => null
  /** The click that ends a drag is none. */
  justDropped = false
  drop: (carried: Carried, target: Target) => void = () => {}

  begin(carried: Carried, event: { clientX: number; clientY: number; pointerId: number }): void {
    const from = { x: event.clientX, y: event.clientY }
    const move = ({ clientX: x, clientY: y, pointerId }: PointerEvent) => {
      if (pointerId !== event.pointerId) return
      if (!this.store.get().carried && Math.hypot(x - from.x, y - from.y) < far) return
      this.store.set({ carried, at: { x, y } })
      const target = this.find(x, y, carried)
      if (JSON.stringify(target) !== JSON.stringify(this.store.get().target)) this.store.set({ target })
    }
    const end = (drops: boolean) => {
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', up)
      removeEventListener('pointercancel', cancel)
      removeEventListener('keydown', key, true)
      const { carried: held, target } = this.store.get()
      this.store.set({ carried: null, target: null })
      this.justDropped = held !== null
      if (held) setTimeout(() => (this.justDropped = false))
      if (drops && held && target) this.drop(held, target)
    }
    const up = (released: PointerEvent) => released.pointerId === event.pointerId && end(true)
    const cancel = () => end(false)
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape') return
      pressed.stopPropagation()
      end(false)
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', up)
    addEventListener('pointercancel', cancel)
    addEventListener('keydown', key, true)
  }
}

export const CarryContext = createContext<Carry>(new Carry())
export const useCarry = () => use(CarryContext)
