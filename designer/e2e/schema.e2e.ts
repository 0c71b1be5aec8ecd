import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { apiTypes } from '../scripts/api-types.mjs'

test('the types of the API are those of the server', async () => {
  const kept = readFileSync(join(import.meta.dirname, '../src/api/schema.d.ts'), 'utf8')

  expect(kept === (await apiTypes(inject('address'))), 'src/api/schema.d.ts is not of this server; write it anew: npm run api -- http://127.0.0.1:5480').toBe(true)
}, 60_000)
