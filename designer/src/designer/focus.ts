/** The picture takes the focus now: whatever a person goes to next keeps it. */
export const focusCanvasNow = () => document.querySelector<HTMLElement>('[data-canvas]')?.focus({ preventScroll: true })

/** The picture takes the focus, after whatever had it has done its own. */
export const focusCanvas = () => void setTimeout(focusCanvasNow)

/** The picture takes the focus from a dialog that closes; whoever has gone elsewhere by the time it has gone stays there. */
export function focusCanvasFromDialog(): void {
  focusCanvasNow()
  setTimeout(() => {
    const at = document.activeElement
    if (at === null || at === document.body || at.closest('[role="dialog"]')) focusCanvasNow()
  })
}

/** A person types somewhere, or has gone to the picture: what is about to be shown does not take the focus. */
export const isBusyElsewhere = () => document.activeElement?.closest('[data-canvas], input, textarea, [contenteditable="true"]') != null

const patience = 5000 // milliseconds for a field that is only just being drawn

/**
 * To a field of the panel, as soon as it is there; to the first that must not stay as it is, or else to the first after the name.
 * Whoever has gone elsewhere meanwhile stays there.
 * @param of The node that the panel must show: what has just been selected is drawn a moment later. Left out: what it shows.
 */
export function focusPanel(field?: string, of?: () => string | undefined): void {
  if (take(field, of)) return
  const from = document.activeElement
  const observer = new MutationObserver(() => {
    const gone = document.activeElement !== from && document.activeElement !== document.body
    if (gone || take(field, of)) observer.disconnect()
  })
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['data-properties'] })
  setTimeout(() => observer.disconnect(), patience)
}

function take(field: string | undefined, of: (() => string | undefined) | undefined): boolean {
  const panel = document.querySelector<HTMLElement>('[data-properties]')
  if (!panel || (of && panel.dataset['properties'] !== (of() ?? ''))) return false
  const fields = [...panel.querySelectorAll<HTMLInputElement>(':is(input, textarea)')].filter((one) => one.type !== 'hidden')
  const wanted = field ? fields.find((one) => one.name === field || one.dataset['field'] === field) : (fields.find((one) => one.getAttribute('aria-invalid') === 'true') ?? fields[1] ?? fields[0])
  wanted?.focus()
  wanted?.select?.()
  return wanted !== undefined
}
