import type { CSSProperties } from 'react'

const known = new Set(['data_engineer', 'data_labeler', 'data_scientist', 'model_validator', 'devops_engineer', 'software_engineer'])

/** A role's colours as variables for what is inside; none for a role that the installation made up. */
export function roleColours(role: string | undefined): CSSProperties | undefined {
  if (!role || !known.has(role)) return undefined
  return { '--role': `var(--role-${role})`, '--role-line': `var(--role-${role}-line)` } as CSSProperties
}
