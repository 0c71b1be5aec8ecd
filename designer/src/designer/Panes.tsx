import { useLocalStorage } from '@mantine/hooks'
import { useRef, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import classes from './Panes.module.css'

interface Props {
  side: ReactNode
  picture: ReactNode
  text: ReactNode
  below: ReactNode
}

const limits = { side: [190, 460], text: [260, 1100] } as const
const start = { side: 264, text: 520 }
const step = 24

/** Side, picture and text next to each other, as wide as one likes; what is below stands under picture and text. Where there is little room, side and text share a column. */
export function Panes({ side, picture, text, below }: Props) {
  const [sizes, setSizes] = useLocalStorage({ key: 'deepflow.designer.panes', defaultValue: start })
  const resize = (which: keyof typeof start, size: number) => setSizes((before) => ({ ...before, [which]: Math.min(limits[which][1], Math.max(limits[which][0], Math.round(size))) }))
  return (
    <div className={classes.panes} style={{ '--side': `${sizes.side}px`, '--text-width': `${sizes.text}px` } as CSSProperties}>
      <div className={classes.side}>{side}</div>
      <Divider label="Width of the palette" size={sizes.side} limits={limits.side} grows={1} onResize={(size) => resize('side', size)} />
      <div className={classes.picture}>{picture}</div>
      <Divider label="Width of the text" size={sizes.text} limits={limits.text} grows={-1} onResize={(size) => resize('text', size)} />
      <div className={classes.text}>{text}</div>
      <div className={classes.below}>{below}</div>
    </div>
  )
}

interface DividerProps {
  label: string
  size: number
  limits: readonly [number, number]
  /** 1 where what it sizes stands before it, -1 where behind. */
  grows: 1 | -1
  onResize: (size: number) => void
}

function Divider({ label, size, limits: [least, most], grows, onResize }: DividerProps) {
  const from = useRef<{ x: number; size: number }>(undefined)
  return (
    <div
      className={classes.divider}
      data-tall={grows === 1 || undefined}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        from.current = { x: event.clientX, size }
      }}
      onPointerMove={(event) => from.current && onResize(from.current.size + grows * (event.clientX - from.current.x))}
      onPointerUp={() => (from.current = undefined)}
      onKeyDown={(event: KeyboardEvent) => {
        const by = event.key === 'ArrowRight' ? step : event.key === 'ArrowLeft' ? -step : 0
        if (by === 0) return
        event.preventDefault()
        onResize(size + grows * by)
      }}
    />
  )
}
