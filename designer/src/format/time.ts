const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const steps: [number, number, Intl.RelativeTimeFormatUnit][] = [
  [minute, second, 'second'],
  [hour, minute, 'minute'],
  [day, hour, 'hour'],
  [14 * day, day, 'day'],
  [60 * day, 7 * day, 'week'],
  [Infinity, 30 * day, 'month'],
]

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'narrow' })
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

/** "3m ago", "in 2h", "tomorrow"; under ten seconds "just now". */
export function ago(at: Date, now: Date): string {
  const distance = at.getTime() - now.getTime()
  const size = Math.abs(distance)
  if (size < 10 * second) return distance > 0 ? 'now' : 'just now'
  const [, length, unit] = steps.find(([below]) => size < below)!
  // Tomorrow is the next day of the calendar, and not whatever is less than 48 hours away.
  return relative.format(unit === 'day' ? Math.round((midnight(at) - midnight(now)) / day) : distance > 0 ? Math.round(distance / length) : Math.trunc(distance / length), unit)
}

const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()

export const exactly = (at: Date): string => absolute.format(at)

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const dayAndClock = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const wholeDay = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })

/** A moment to come as briefly as it is clear: "14:30", "Mar 3, 14:30", "Jan 2, 2027". */
export function moment(at: Date, now: Date): string {
  if (at.toDateString() === now.toDateString()) return clock.format(at)
  return Math.abs(at.getTime() - now.getTime()) < 300 * day ? dayAndClock.format(at) : wholeDay.format(at)
}

/** "240 ms", "7.2 s", "3 min 5 s", "2 h 10 min", "4 d 3 h". */
export function duration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds)
  if (ms < second) return `${Math.round(ms)} ms`
  if (ms < minute) return `${(ms / second).toFixed(ms < 10 * second ? 1 : 0)} s`
  if (ms < hour) return two(ms, minute, 'min', second, 's')
  if (ms < day) return two(ms, hour, 'h', minute, 'min')
  return two(ms, day, 'd', hour, 'h')
}

function two(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % large) / small)
  return `${Math.floor(ms / large)} ${largeName}${rest > 0 ? ` ${rest} ${smallName}` : ''}`
}
