#!/usr/bin/env node
// Runs DeepFlow's engine and DBOS Transact in turn on one PostgreSQL and prints how they compare.
//   tests/bench/compare --postgres postgres://USER@HOST:PORT/postgres [--repeat 3] [--workflows 400] [--steps 10] [--concurrency 1,16,128]
//                       [--signals 200] [--waiting 2000] [--only throughput,signal,waiting,jobs,nodes,limits] [--modules FOLDER] [--json FILE]
// Jobs, two nodes and what pgbench reaches with the same statements are measured of DeepFlow alone.
// DBOS is installed beside its program with npm, unless --modules names a folder whose node_modules hold it.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const given = Object.fromEntries(process.argv.slice(2).join(' ').split('--').filter(Boolean).map(part => part.trim().split(' ')));
if (!given.postgres) {
  console.error('compare needs a server: --postgres postgres://USER@HOST:PORT/postgres. It makes databases of its own there and drops them.');
  process.exit(2);
}
const repeat = Number(given.repeat ?? 3);
const load = ['workflows', 'steps', 'concurrency', 'signals', 'waiting'].filter(name => given[name]).flatMap(name => [`--${name}`, given[name]]);
const parts = (given.only ?? 'throughput,signal,waiting').split(',');
const sharedParts = ['throughput', 'signal', 'waiting'];

const peerFolder = path.join(here, 'dbos');
const modules = path.join(given.modules ? path.resolve(given.modules) : peerFolder, 'node_modules');
if (!given.modules && !fs.existsSync(modules)) execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: peerFolder, stdio: ['ignore', 'ignore', 'inherit'] });

function npgsql(url) {
  const at = new URL(url);
  const fields = { Host: at.hostname, Port: at.port || '5432', Username: decodeURIComponent(at.username), Password: decodeURIComponent(at.password), Database: at.pathname.slice(1) || 'postgres' };
  return Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `${name}=${value}`).join(';');
}

const run = (program, args, env = {}) => JSON.parse(execFileSync(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 24 }));
const deepflow = part => run(path.join(here, '..', '..', 'deepflow'), ['bench', 'engine', '--postgres', npgsql(given.postgres), ...load, '--repeat', '1', '--only', part, '--json']);
const dbos = part => run(process.execPath, [path.join(peerFolder, 'bench.js'), '--postgres', given.postgres, ...load, '--only', part], { NODE_PATH: modules });

const runs = { deepflow: [], dbos: [] };
for (const part of parts) {
  for (let i = 1; i <= repeat; i++) {
    for (const [name, engine] of [['dbos', dbos], ['deepflow', deepflow]].filter(([name]) => name === 'deepflow' || sharedParts.includes(part))) {
      console.error(`${part}: ${name}, ${i} of ${repeat}`);
      runs[name].push(engine(part));
    }
  }
}
const [{ params }] = runs.deepflow;
if (params.fsync !== 'on' || params.synchronousCommit !== 'on')
  console.error(`The server runs with fsync ${params.fsync} and synchronous_commit ${params.synchronousCommit}: nothing measured here is durable.`);

const median = values => values.sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
const find = (measured, keys) => keys.reduce((value, key) => value?.[key], measured);
const value = (engine, keys) => median(runs[engine].map(r => find(r, keys)).filter(v => typeof v === 'number'));

// What is measured, where it is found, whether more is better, and what is wanted: at least, and as a goal.
const rows = [
  ...(parts.includes('throughput') ? params.concurrency.flatMap(c => [
    [`steps per second, ${c} at once`, ['throughput', `c${c}`, 'stepsPerS'], 'more', { 1: [2, 3], 16: [6, 10], 128: [15, 25] }[c]],
    [`WAL bytes per workflow, ${c} at once`, ['throughput', `c${c}`, 'walBytesPerWf'], 'less'],
    [`server CPU ms per workflow, ${c} at once`, ['throughput', `c${c}`, 'serverCpuMsPerWf'], 'less'],
    [`client CPU ms per workflow, ${c} at once`, ['throughput', `c${c}`, 'clientCpuMsPerWf'], 'less'],
  ]) : []),
  ...(parts.includes('signal') ? [
    ['signal to next step, p50 ms', ['signal', 'p50ms'], 'less', [3, 3]],
    ['signal to next step, p95 ms', ['signal', 'p95ms'], 'less'],
  ] : []),
  ...(parts.includes('waiting') ? [
    [`${params.waiting} waiting: all started, ms`, ['waiting', 'start', 'allWaitingMs'], 'less', [10, 10]],
    [`${params.waiting} waiting: % of a core when idle`, ['waiting', 'start', 'idleCpuPct'], 'less'],
    [`${params.waiting} waiting: KB of memory each`, ['waiting', 'start', 'heldKbEach'], 'less'],
    ['after kill -9: first goes on, ms', ['waiting', 'recover', 'firstResumedMs'], 'less'],
    [`${params.waiting} signals: all resumed, ms`, ['waiting', 'recover', 'allResumedMs'], 'less', [10, 10]],
  ] : []),
  ...(parts.includes('jobs') ? params.concurrency.flatMap(c => [
    [`steps by workers per second, ${c} at once`, ['jobs', `c${c}`, 'stepsPerS'], 'more'],
    [`WAL bytes per such workflow, ${c} at once`, ['jobs', `c${c}`, 'walBytesPerWf'], 'less'],
  ]) : []),
  ...(parts.includes('nodes') ? [
    ['steps per second, one node with 16 at once', ['nodes', 'one'], 'more'],
    ['two nodes, each with 16 at once', ['nodes', 'two'], 'more'],
  ] : []),
  ...(parts.includes('limits') ? [
    ["pgbench: commits per second, 16 clients", ['limits', 'commitsPerS'], 'more'],
    ["pgbench: transitions per second in batches of 100", ['limits', 'transitionsPerS'], 'more'],
  ] : []),
];

const compared = rows.map(([what, keys, better, wanted]) => {
  const [ours, theirs] = [value('deepflow', keys), value('dbos', keys)];
  if (theirs === undefined) return { what, deepflow: ours };
  const ratio = better === 'more' ? ours / theirs : theirs / ours;
  return { what, deepflow: ours, dbos: theirs, ratio: Math.round(ratio * 10) / 10, ...(wanted && { atLeast: wanted[0], goal: wanted[1] }) };
});
const [one, two, limit] = [['nodes', 'one'], ['nodes', 'two'], ['limits', 'transitionsPerS']].map(keys => value('deepflow', keys));
if (two) compared.push({ what: 'two nodes do so many times the steps of one', deepflow: Math.round(10 * two / one) / 10 });
if (limit) {
  const most = Math.max(two ?? 0, ...params.concurrency.map(c => value('deepflow', ['throughput', `c${c}`, 'stepsPerS']) ?? 0));
  if (most) compared.push({ what: "most steps per second, in % of pgbench's transitions", deepflow: Math.round(100 * most / limit) });
}

const text = number => number === undefined ? '' : number.toLocaleString('en', { maximumFractionDigits: 1 });
const lines = [['', 'DeepFlow', 'DBOS', 'times better', 'at least', 'goal'], ...compared.map(c => [c.what, text(c.deepflow), text(c.dbos), text(c.ratio), text(c.atLeast), text(c.goal)])];
const widths = lines[0].map((_, column) => Math.max(...lines.map(line => line[column].length)));
for (const line of lines) console.log(line.map((cell, column) => column ? cell.padStart(widths[column] + 2) : cell.padEnd(widths[0])).join('').trimEnd());
if (given.json) fs.writeFileSync(given.json, JSON.stringify({ compared, runs }, null, 1));
