import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the server listens, without a slash at the end. */
    address: string
    /** Its workspace. */
    folder: string
  }
}

const root = resolve(import.meta.dirname, '../..')
const program = process.env['DEEPFLOW_PROGRAM'] ?? join(root, 'engine/DeepFlow.Cli/bin/Release/net10.0/deepflow.dll')

const people: [string, string, string[]][] = [
  ['dana', 'Dana Data', ['data_engineer']],
  ['olga', 'Olga Ops', ['devops_engineer']],
  ['sam', 'Sam Science', ['data_scientist']],
  ['vera', 'Vera Validator', ['model_validator']],
]

/** A server that the tests share, served until they have ended. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = await startWorkspace()
  project.provide('address', own.address)
  project.provide('folder', own.folder)
  return own.remove
}

export interface Workspace {
  address: string
  folder: string
  stop: () => Promise<void>
  /** Serves it again, at the same address. */
  start: () => Promise<void>
  remove: () => Promise<void>
}

/** A workspace of its own, with the people of the thesis, one published pipeline and the files of the fashion example, served. */
export async function startWorkspace(): Promise<Workspace> {
  const workspace = await serve((folder) => cpSync(join(root, 'pipelines/fashion'), join(folder, 'pipelines/fashion'), { recursive: true }))
  await addPeople(workspace.address)
  const run = spawnSync('dotnet', [program, 'run', 'pipelines/release.dlflow', 'name=first', '--detach', '--as', 'dana', '--home', join(workspace.folder, '.deepflow')], { cwd: workspace.folder, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`The pipeline could not be started: ${run.stderr}`)
  return workspace
}

/** A workspace with pipelines in its folder, in which nothing has happened yet and nobody is. */
export async function startNewWorkspace(): Promise<Workspace> {
  return serve(() => {})
}

export async function addPeople(address: string): Promise<void> {
  for (const [name, display, roles] of people)
    await fetch(`${address}/api/v1/people/${name}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ roles, display }) })
}

async function serve(fill: (folder: string) => void): Promise<Workspace> {
  const folder = mkdtempSync(join(tmpdir(), 'deepflow-e2e-'))
  chmodSync(folder, 0o755) // for the account that PostgreSQL runs under, where the tests are root's
  mkdirSync(join(folder, 'pipelines'))
  for (const file of ['release.dlflow', 'waiting.dlflow', 'failing.dlflow']) copyFileSync(join(import.meta.dirname, file), join(folder, 'pipelines', file))
  const waiting = readFileSync(join(import.meta.dirname, 'waiting.dlflow'), 'utf8')
  writeFileSync(join(folder, 'pipelines/later.dlflow'), waiting.replace('delay(for: 30d)', 'delay(for: 40d)'))
  fill(folder)
  const port = await freePort()
  let server = await startServer(folder, port)
  const stop = () => stopServer(server)
  return {
    folder,
    address: `http://127.0.0.1:${port}`,
    stop,
    start: async () => void (server = await startServer(folder, port)),
    remove: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startServer(workspace: string, port: number): Promise<ChildProcess> {
  const server = spawn('dotnet', [program, 'up', '--port', String(port), '--home', join(workspace, '.deepflow')], { cwd: workspace, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  server.stdout.on('data', (text) => (said += text))
  server.stderr.on('data', (text) => (said += text))
  for (let tries = 0; tries < 720; tries++) {
    if (server.exitCode !== null) throw new Error(`The server ended: ${said}`)
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/health`).catch(() => undefined)
    if (answer?.ok) return server
    await new Promise((done) => setTimeout(done, 250))
  }
  throw new Error(`The server did not come up: ${said}`)
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const ended = new Promise((done) => server.once('exit', done))
  server.kill('SIGINT')
  await ended
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? done(address.port) : failed(new Error('no port'))))
    })
  })
}
