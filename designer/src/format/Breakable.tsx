import { Fragment } from 'react'

/** A name that may be broken behind its underscores, rather than anywhere. */
export function Breakable({ name }: { name: string }) {
  const parts = name.split('_')
  return parts.map((part, at) => (
    <Fragment key={at}>
      {part}
      {at < parts.length - 1 && (
        <>
          _<wbr />
        </>
      )}
    </Fragment>
  ))
}
