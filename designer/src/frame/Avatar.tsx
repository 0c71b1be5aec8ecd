import classes from './Avatar.module.css'

const grounds = 6

/** A person's initials on a colour that stays theirs. */
export function Avatar({ name, size = 22 }: { name: string; size?: number }) {
  const initials = name
    .split(/[\s._-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((part) => [...part][0]!.toUpperCase())
    .join('')
  const ground = [...name].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % grounds
  return (
    <span aria-hidden className={classes.avatar} data-ground={ground} style={{ width: size, height: size, fontSize: size * 0.42 }}>
      {initials}
    </span>
  )
}
