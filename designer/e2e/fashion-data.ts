import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, inject } from 'vitest'
import { decide, json, openTask } from './api'

/** Where the system's package puts Fashion-MNIST; elsewhere it would be fetched, which is no test's to do. */
const shipped = process.env['DEEPFLOW_FASHION_MNIST'] ?? '/usr/share/datasets/fashion-mnist'
export const hasData = existsSync(join(shipped, 'train-images-idx3-ubyte.gz'))

/** The first so many of its pictures: enough to learn 80 % from in seconds. */
const taken = { train: 9000, t10k: 5200 }
const files = [
  { name: 'images-idx3-ubyte', head: 16, size: 28 * 28 },
  { name: 'labels-idx1-ubyte', head: 8, size: 1 },
]

/** Milliseconds that tuning and training may take where others work too. */
export const training = 150_000

/** What the model pipeline is started with: data as the data pipeline leaves it, and a small budget. */
export interface Arguments {
  train: unknown
  test: unknown
  trials: number
  epochs: number
}

/** Runs the data pipeline, its people played, over a part of the real data set. */
export async function learnable(): Promise<Arguments> {
  const { hash } = await json<{ hash: string }>('/definitions', { file: 'fashion/data.dlflow', as: 'dana' })
  const source = { $: 'folder', path: partOf(inject('folder')) }
  const { id } = await json<{ id: string }>('/instances', { definition: hash, pipeline: 'fashion_data', as: 'dana', arguments: { source } })
  await decide((await openTask(id, 'collection')).id, { outcome: 'done', as: 'dana' })
  await decide((await openTask(id, 'quality')).id, { outcome: 'approve', as: 'dana' })
  const run = () => json<{ state: { status: string; result?: { train: unknown; test: unknown } } }>(`/instances/${id}`)
  await expect.poll(async () => (await run()).state.status, { timeout: 60_000 }).toBe('finished')
  const { train, test } = (await run()).state.result!
  return { train, test, trials: 3, epochs: 10 }
}

function partOf(workspace: string): string {
  const folder = join(workspace, 'fashion-part')
  if (existsSync(folder)) return folder
  mkdirSync(folder)
  for (const [part, count] of Object.entries(taken))
    for (const { name, head, size } of files) {
      const cut = gunzipSync(readFileSync(join(shipped, `${part}-${name}.gz`))).subarray(0, head + count * size)
      cut.writeUInt32BE(count, 4)
      writeFileSync(join(folder, `${part}-${name}`), cut)
    }
  return folder
}
