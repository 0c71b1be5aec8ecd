/** Tells what comes back of what was typed from what was changed by other means. A page follows its address more slowly than fingers type, and the address may leave out spaces at the ends. */
export class Echoes {
  private awaited: string[] = []
  private last: string

  constructor(value: string) {
    this.last = value.trim()
  }

  typed(text: string): void {
    this.awaited.push(text.trim())
  }

  /** Whether the address says what was typed, now or a moment ago. */
  isOwn(value: string): boolean {
    const told = value.trim()
    if (told === this.last) return true
    this.last = told
    const at = this.awaited.lastIndexOf(told)
    this.awaited = this.awaited.slice(at + 1)
    return at >= 0
  }
}
