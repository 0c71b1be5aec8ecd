import type { ReactNode } from 'react'
import classes from './Empty.module.css'

/** A page or list with nothing in it: says why, and what would be sensible next. */
export function Empty({ icon, title, children }: { icon: ReactNode; title: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
      <h2>{title}</h2>
      {children && <div className={classes.text}>{children}</div>}
    </div>
  )
}
