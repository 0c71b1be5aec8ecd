import type { PictureNode } from '../../api/definitions'

/** What has no name of its own is called by what it does. */
export function placeName(nodes: readonly PictureNode[], to: string): string {
  const node = nodes.find((one) => one.id === to)
  switch (node?.kind) {
    case 'decision':
      return `if ${node.text ?? ''}`
    case 'fork':
      return 'parallel branches'
    case 'join':
      return 'where the branches meet'
    case 'for':
      return `for ${node.text ?? ''}`
    case 'set':
      return `set ${node.text ?? ''}`
    case 'return':
      return 'the end'
    case 'fail':
      return 'the failing end'
    default:
      return to
  }
}
