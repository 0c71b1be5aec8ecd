import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the server listens, without a slash at the end. */
    address: string
    workspace: string
  }
}

const root = resolve(import.meta.dirname, '../..')
export const program = process.env['DEEPFLOW_PROGRAM'] ?? join(root, 'engine/DeepFlow.Cli/bin/Release/net10.0/deepflow.dll')

const people: [string, string, string[]][] = [
  ['dana', 'Dana Data', ['data_engineer']],
  ['olga', 'Olga Ops', ['devops_engineer']],
  ['sam', 'Sam Science', ['data_scientist']],
  ['vera', 'Vera Validator', ['model_validator']],
]

/** A workspace of its own, with the people of the thesis and one published pipeline, served until the tests have ended. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const workspace = mkdtempSync(join(tmpdir(), 'deepflow-e2e-'))
  mkdirSync(join(workspace, 'pipelines'))
  copyFileSync(join(import.meta.dirname, 'release.dlflow'), join(workspace, 'pipelines/release.dlflow'))
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const server = await startServer(workspace, port)
  for (const [name, display, roles] of people)
    await fetch(`${address}/api/v1/people/${name}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ roles, display }) })
  const run = spawnSync('dotnet', [program, 'run', 'pipelines/release.dlflow', 'name=first', '--detach', '--as', 'dana', '--home', join(workspace, '.deepflow')], { cwd: workspace, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`The pipeline could not be started: ${run.stderr}`)
  project.provide('address', address)
  project.provide('workspace', workspace)
  return async () => {
    await stopServer(server, workspace)
    rmSync(workspace, { recursive: true, force: true })
  }
}

const running = new Map<string, ChildProcess>()

export async function startServer(workspace: string, port: number): Promise<ChildProcess> {
  const server = spawn('dotnet', [program, 'up', '--port', String(port), '--home', join(workspace, '.deepflow')], { cwd: workspace, stdio: ['ignore', 'pipe', 'pipe'] })
  running.set(workspace, server)
  let said = ''
  server.stdout.on('data', (text) => (said += text))
  server.stderr.on('data', (text) => (said += text))
  for (let tries = 0; tries < 240; tries++) {
    if (server.exitCode !== null) throw new Error(`The server ended: ${said}`)
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/health`).catch(() => undefined)
    if (answer?.ok) return server
    await new Promise((done) => setTimeout(done, 250))
  }
  throw new Error(`The server did not come up: ${said}`)
}

export async function stopServer(server: ChildProcess, workspace: string): Promise<void> {
  const current = running.get(workspace) ?? server
  if (current.exitCode !== null) return
  const ended = new Promise((done) => current.once('exit', done))
  current.kill('SIGINT')
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
