// Writes src/api/schema.d.ts from the OpenAPI document of a server that is up:
//   npm run api -- http://127.0.0.1:5480
import { writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const server = process.argv[2] ?? 'http://127.0.0.1:5480'
const types = astToString(await openapiTS(new URL('/openapi/v1.json', server)))
await writeFile(new URL('../src/api/schema.d.ts', import.meta.url), `// Generated from the server's OpenAPI document by "npm run api"; never edited by hand.\n\n${types}`)
