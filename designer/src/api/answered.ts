import type { UseMutationOptions } from '@tanstack/react-query'

/** What is done with an answer in any case. Callbacks that are given with the single request are not called once whoever asked has left the page. */
export type Answered<Request, Result> = Pick<UseMutationOptions<Result, Error, Request>, 'onSuccess' | 'onError'>
