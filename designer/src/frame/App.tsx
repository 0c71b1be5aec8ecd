import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { RouterProvider } from 'react-router/dom'
import { createQueryClient } from '../api/query-client'
import { Live } from '../live/Live'
import { theme } from '../theme/theme'
import { MeProvider } from './me'
import { router } from './routes'
import { themeChoice } from './theme-choice'

const choice = themeChoice()

export function App() {
  const [client] = useState(createQueryClient)
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={choice}>
      <QueryClientProvider client={client}>
        <Live>
          <MeProvider>
            <RouterProvider router={router} />
          </MeProvider>
        </Live>
      </QueryClientProvider>
    </MantineProvider>
  )
}
