import { Button } from '@mantine/core'
import { isRouteErrorResponse, Link, useRouteError } from 'react-router'
import { Empty } from './Empty'
import { Failure } from './Failure'
import { IconMapOff } from '@tabler/icons-react'

/** Instead of a page that does not exist or that failed: everything around it goes on working. */
export function Crash() {
  const error = useRouteError()
  if (isRouteErrorResponse(error) && error.status === 404)
    return (
      <Empty icon={<IconMapOff size={26} />} title="There is no such page">
        <p>The address may be mistyped, or what it led to is gone.</p>
        <Button component={Link} to="/inbox" variant="default" size="xs">
          To the inbox
        </Button>
      </Empty>
    )
  return <Failure error={error} onRetry={() => location.reload()} />
}
