// Writes src/api/schema.d.ts from the OpenAPI document of a server that is up:
//   npm run api -- http://127.0.0.1:5480
import { writeFile } from 'node:fs/promises'
import { apiTypes } from './api-types.mjs'

await writeFile(new URL('../src/api/schema.d.ts', import.meta.url), await apiTypes(process.argv[2] ?? 'http://127.0.0.1:5480'))
