import { Button, CopyButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Problem } from '../api/problem'
import { Empty } from './Empty'

/** What happened, to what, and what to do; with the code to copy for whoever helps. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = error instanceof Problem ? error : null
  const text = error instanceof Error ? error.message : String(error)
  return (
    <Empty icon={<IconAlertTriangle size={26} />} title={problem?.status === 404 ? 'This is not here' : 'That did not work'}>
      <p role="alert">{text}</p>
      <div style={{ display: 'flex', gap: 8, justifyContent: 'center' }}>
        {onRetry && (
          <Button variant="default" size="xs" onClick={onRetry}>
            Try again
          </Button>
        )}
        <CopyButton value={`${problem?.code ?? 'defect'}: ${text} (${location.href})`}>
          {({ copied, copy }) => (
            <Button variant="subtle" color="gray" size="xs" onClick={copy}>
              {copied ? 'Copied' : (problem?.code ?? 'Copy details')}
            </Button>
          )}
        </CopyButton>
      </div>
    </Empty>
  )
}
