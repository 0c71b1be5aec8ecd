/** `model_validator` as people read it: "Model validator". */
export function words(name: string): string {
  return sentence(name.replaceAll('_', ' ').replace(/\bf1\b/, 'F1').trim())
}

export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const roles: Record<string, string> = { devops_engineer: 'DevOps engineer', everyone: 'Everyone' }

/** A role, or `@name` of a person or group, as people read it. */
export const roleName = (role: string): string => (role.startsWith('@') ? role : (roles[role] ?? words(role)))

/** The last eight characters: ids begin with the time, so their beginnings are alike. */
export const shortId = (id: string): string => id.replaceAll('-', '').slice(-8)
