export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  | { kind: 'table'; head: string[]; rows: string[][] }

const heading = /^(#{1,6})\s+(.*)$/
const item = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/
const fence = /^```/
const row = /^\|.*\|\s*$/
const rule = /^\|[\s:|-]+\|\s*$/

/** The part of Markdown that reports use: headings, paragraphs, lists, tables, code. */
export function blocksOf(text: string): Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const blocks: Block[] = []
  let at = 0
  const takeWhile = (wanted: (line: string) => boolean) => {
    const from = at
    while (at < lines.length && wanted(lines[at]!)) at++
    return lines.slice(from, at)
  }
  while (at < lines.length) {
    const line = lines[at]!
    const title = heading.exec(line)
    if (line.trim() === '') at++
    else if (title) {
      blocks.push({ kind: 'heading', level: title[1]!.length, text: title[2]! })
      at++
    } else if (fence.test(line)) {
      at++
      blocks.push({ kind: 'code', text: takeWhile((next) => !fence.test(next)).join('\n') })
      at++
    } else if (row.test(line) && rule.test(lines[at + 1] ?? '')) {
      const [head, , ...rows] = takeWhile((next) => row.test(next))
      blocks.push({ kind: 'table', head: cells(head!), rows: rows.map(cells) })
    } else if (item.test(line)) {
      const ordered = item.exec(line)![1] !== undefined
      blocks.push({ kind: 'list', ordered, items: takeWhile((next) => item.test(next)).map((next) => item.exec(next)![2]!) })
    } else {
      const first = at++
      takeWhile((next) => next.trim() !== '' && !heading.test(next) && !fence.test(next) && !item.test(next) && !row.test(next))
      blocks.push({ kind: 'paragraph', text: lines.slice(first, at).join(' ') })
    }
  }
  return blocks
}

const cells = (line: string) => line.trim().slice(1, -1).split('|').map((cell) => cell.trim())
