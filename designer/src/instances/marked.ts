/** A text cut where what is looked for stands in it, whatever its case. */
export function marked(text: string, wanted: string): { text: string; found: boolean }[] {
  if (wanted === '') return [{ text, found: false }]
  const lower = text.toLowerCase()
  const parts: { text: string; found: boolean }[] = []
  let at = 0
  // Where small letters are longer than large ones, places in `lower` are not places in `text`.
  for (let found = lower.length === text.length ? lower.indexOf(wanted.toLowerCase()) : -1; found >= 0; found = lower.indexOf(wanted.toLowerCase(), at)) {
    if (found > at) parts.push({ text: text.slice(at, found), found: false })
    at = found + wanted.length
    parts.push({ text: text.slice(found, at), found: true })
  }
  if (at < text.length) parts.push({ text: text.slice(at), found: false })
  return parts
}
