/** The picture takes the focus, after whatever asked has gone. */
export const focusCanvas = () => void setTimeout(() => document.querySelector<HTMLElement>('[data-canvas]')?.focus({ preventScroll: true }))

/** To a field of the panel; to the first that must not stay as it is, or else to the first after the name. */
export function focusPanel(field?: string): void {
  const fields = [...document.querySelectorAll<HTMLInputElement>('[data-properties] :is(input, textarea)')].filter((one) => one.type !== 'hidden')
  const wanted = field ? fields.find((one) => one.name === field || one.dataset['field'] === field) : (fields.find((one) => one.getAttribute('aria-invalid') === 'true') ?? fields[1] ?? fields[0])
  wanted?.focus()
  wanted?.select?.()
}
