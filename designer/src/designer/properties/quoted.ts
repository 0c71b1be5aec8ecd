/** What a plain text says between its quotes; null for an expression. Whether it is plain the server has said. */
export function unquoted(text: string): string | null {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return null
  const inside = text.slice(1, -1)
  if (/\$\{|\n|(?<!\\)(?:\\\\)*"/.test(inside)) return null
  return inside.replaceAll(/\\(["\\])/g, '$1')
}

export const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`
