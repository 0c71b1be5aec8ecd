import openapiTS, { astToString } from 'openapi-typescript'

/** What src/api/schema.d.ts must hold for a server: the types of its OpenAPI document. */
export async function apiTypes(server) {
  const types = astToString(await openapiTS(new URL('/openapi/v1.json', server)))
  return `// Generated from the server's OpenAPI document by "npm run api"; never edited by hand.\n\n${types}`
}
