import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { compressed } from './scripts/compressed'

const server = process.env['DEEPFLOW_SERVER'] ?? 'http://127.0.0.1:5480'

export default defineConfig({
  plugins: [react(), compressed()],
  build: {
    target: 'es2022',
    // Small pictures inside the style sheet would need their own line in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1600,
  },
  worker: { format: 'es' },
  server: {
    proxy: Object.fromEntries(['/api', '/openapi', '/reference'].map((path) => [path, { target: server, ws: true, headers: { origin: server } }])),
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'], restoreMocks: true, testTimeout: 300_000, hookTimeout: 300_000 },
})
