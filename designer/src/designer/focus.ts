/** The picture takes the focus, after whatever asked has gone. */
export const focusCanvas = () => void setTimeout(() => document.querySelector<HTMLElement>('[data-canvas]')?.focus({ preventScroll: true }))

const patience = 1000 // milliseconds for a field that is only just being drawn

/** To a field of the panel, as soon as it is there; to the first that must not stay as it is, or else to the first after the name. */
export function focusPanel(field?: string): void {
  if (take(field)) return
  const observer = new MutationObserver(() => take(field) && observer.disconnect())
  observer.observe(document.body, { childList: true, subtree: true })
  setTimeout(() => observer.disconnect(), patience)
}

function take(field: string | undefined): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>('[data-properties] :is(input, textarea)')].filter((one) => one.type !== 'hidden')
  const wanted = field ? fields.find((one) => one.name === field || one.dataset['field'] === field) : (fields.find((one) => one.getAttribute('aria-invalid') === 'true') ?? fields[1] ?? fields[0])
  wanted?.focus()
  wanted?.select?.()
  return wanted !== undefined
}
