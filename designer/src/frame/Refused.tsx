/** Why a dialog's request was refused; nothing while it was not. */
export function Refused({ error }: { error: Error | null }) {
  return (
    error && (
      <p role="alert" style={{ color: 'var(--failed)' }}>
        {error.message}
      </p>
    )
  )
}
