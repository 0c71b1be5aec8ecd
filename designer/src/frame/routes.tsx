import { createBrowserRouter, Navigate } from 'react-router'
import { InboxPage } from '../inbox/InboxPage'
import { Crash } from './Crash'
import { Frame } from './Frame'
import { Notices } from './Notices'
import { PageLoading } from './PageLoading'
import { PlaceProvider } from './place'

/** Every page has an address. The inbox, where most people begin, comes with the first load; the others when they are gone to. */
export const router = createBrowserRouter([
  {
    element: (
      <PlaceProvider>
        <Notices>
          <Frame />
        </Notices>
      </PlaceProvider>
    ),
    errorElement: <Crash />,
    hydrateFallbackElement: <PageLoading />,
    children: [
      {
        errorElement: <Crash />,
        children: [
          { index: true, element: <Navigate to="/inbox" replace /> },
          { path: 'inbox/:id?', element: <InboxPage /> },
          { path: 'instances', lazy: async () => ({ Component: (await import('../instances/InstancesPage')).InstancesPage }) },
          { path: 'instances/:id', lazy: async () => ({ Component: (await import('../instances/InstancePage')).InstancePage }) },
          { path: 'designer/*', lazy: async () => ({ Component: (await import('../designer/DesignerPage')).DesignerPage }) },
          { path: 'experiments', lazy: async () => ({ Component: (await import('../experiments/ExperimentsPage')).ExperimentsPage }) },
          { path: 'experiments/compare', lazy: async () => ({ Component: (await import('../experiments/ComparePage')).ComparePage }) },
          { path: 'experiments/:id', lazy: async () => ({ Component: (await import('../experiments/ExperimentPage')).ExperimentPage }) },
          { path: '*', loader: () => { throw new Response('', { status: 404 }) } },
        ],
      },
    ],
  },
])
