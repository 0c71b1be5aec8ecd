/** What the server says went wrong (RFC 9457): a sentence for people and a code that does not change. */
export class Problem extends Error {
  private constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail)
    this.name = 'Problem'
  }

  static of(status: number, body: unknown): Problem {
    const told = typeof body === 'object' && body !== null ? (body as { code?: unknown; detail?: unknown }) : {}
    return new Problem(
      status,
      typeof told.code === 'string' ? told.code : `http_${status}`,
      typeof told.detail === 'string' ? told.detail : `The server answered with status ${status} and did not say why.`,
    )
  }

  static unreachable(): Problem {
    return new Problem(0, 'server_unreachable', 'The server does not answer. Is "deepflow up" still running? This page goes on by itself once it is back.')
  }

  /** Worth asking again without anybody changing anything. */
  get passing(): boolean {
    return this.status === 0 || this.status === 503
  }
}
