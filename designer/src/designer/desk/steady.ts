/** What was there before where the new says the same, so that nothing is drawn again for it. */
export const steady = <T>(before: T | undefined, now: T): T => (before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now)
