export function apiTypes(server: string): Promise<string>
