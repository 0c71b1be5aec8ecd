// What `deepflow bench engine` measures, done by DBOS Transact: prints one JSON object with the same keys.
//   node bench.js --postgres postgres://USER@HOST:PORT/postgres [--workflows N] [--steps N] [--concurrency N,N] [--signals N] [--waiting N] [--only throughput,signal,waiting]
// It drops and creates the database dbos_bench. Run it through ../compare.
const fs = require('node:fs');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { DBOS } = require('@dbos-inc/dbos-sdk');
const { Client } = require('pg');

const given = Object.fromEntries(process.argv.slice(2).join(' ').split('--').filter(Boolean).map(part => part.trim().split(' ')));
const options = {
  workflows: Number(given.workflows ?? 400), steps: Number(given.steps ?? 10), signals: Number(given.signals ?? 200), waiting: Number(given.waiting ?? 2000),
  concurrency: (given.concurrency ?? '1,16,128').split(',').map(Number), only: (given.only ?? 'throughput,signal,waiting').split(','),
};
const database = 'dbos_bench';
const url = Object.assign(new URL(given.postgres), { pathname: `/${database}` }).toString();

const pause = ms => new Promise(done => setTimeout(done, ms));
const round = value => Math.round(value * 100) / 100;
const percentile = (values, part) => round([...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(part * values.length) - 1)]);
const memoryMb = () => round(process.memoryUsage().rss / 1048576);
/** Garbage collected. */
const heldMb = () => { global.gc(); global.gc(); return memoryMb(); };

async function query(sql, where = url) {
  const client = new Client({ connectionString: where });
  await client.connect();
  try { return (await client.query(sql)).rows; } finally { await client.end(); }
}

async function many(count, atOnce, one) {
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, async () => { while (next < count) await one(next++); }));
}

// ---- the workflows

const resumed = new Map();
let waitingNow = 0;

const steps = DBOS.registerWorkflow(async count => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += await DBOS.runStep(async () => i, { name: 'step' });
  return sum;
}, { name: 'steps' });

const waits = DBOS.registerWorkflow(async () => {
  await DBOS.runStep(async () => 'prepared', { name: 'prepare' });
  waitingNow++;
  const message = await DBOS.recv('approve', { timeoutSeconds: 86400 });
  resumed.set(DBOS.workflowID, performance.now());
  return message;
}, { name: 'waits' });

async function launch() {
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: url, systemDatabasePoolSize: 20, logLevel: 'error', executorID: 'bench', applicationVersion: 'bench', enableOTLP: false });
  await DBOS.launch();
}

async function fresh() {
  await query(`drop database if exists ${database} with (force)`, given.postgres);
  await query(`create database ${database}`, given.postgres);
}

// ---- what the server has done

const stat = id => { try { return fs.readFileSync(`/proc/${id}/stat`, 'utf8').replace(/^.*\) /s, '').split(' '); } catch { return null; } };

function serverCpuMs(checkpointer) {
  const server = stat(checkpointer)?.[1];
  if (!server || !stat(server)) return null;
  let ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(stat(server)[at]), 0);
  for (const id of fs.readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    const process = stat(id);
    if (process?.[1] === server) ticks += Number(process[11]) + Number(process[12]);
  }
  return ticks * 10;
}

async function counts() {
  await pause(1100); // a server's statistics lag behind by as much
  const [row] = await query(`select (select xact_commit from pg_stat_database where datname = '${database}') as transactions, pg_snapshot_xmax(pg_current_snapshot())::text as writes,
    pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as wal, (select pid from pg_stat_activity where backend_type = 'checkpointer') as checkpointer`);
  return { transactions: Number(row.transactions), writes: Number(row.writes), wal: Number(row.wal), cpu: serverCpuMs(row.checkpointer) };
}

// ---- the parts

async function throughput(concurrency) {
  const count = concurrency === 1 ? Math.min(options.workflows, 100) : options.workflows;
  const latencies = [];
  const [before, cpu, start] = [await counts(), process.cpuUsage(), performance.now()];
  await many(count, concurrency, async () => {
    const started = performance.now();
    await steps(options.steps);
    latencies.push(performance.now() - started);
  });
  const [seconds, used] = [(performance.now() - start) / 1000, process.cpuUsage(cpu)];
  const after = await counts();
  const each = total => round(total / count);
  return {
    wfPerS: round(count / seconds), stepsPerS: round(count * options.steps / seconds), wfP50ms: percentile(latencies, 0.5), wfP95ms: percentile(latencies, 0.95),
    xactsPerWf: each(after.transactions - before.transactions), writeXactsPerWf: each(after.writes - before.writes),
    serverCpuMsPerWf: after.cpu === null ? null : each(after.cpu - before.cpu), walBytesPerWf: each(after.wal - before.wal), clientCpuMsPerWf: each((used.user + used.system) / 1000),
  };
}

async function signal() {
  const [latencies, sends] = [[], []];
  for (let i = 0; i < options.signals; i++) {
    const [id, before] = [`signal-${i}`, waitingNow];
    const run = await DBOS.startWorkflow(waits, { workflowID: id })();
    while (waitingNow === before) await pause(1);
    await pause(15);
    const sent = performance.now();
    await DBOS.send(id, { ok: true }, 'approve');
    sends.push(performance.now() - sent);
    while (!resumed.has(id)) await new Promise(done => setImmediate(done));
    latencies.push(resumed.get(id) - sent);
    await run.getResult();
  }
  return { p50ms: percentile(latencies, 0.5), p95ms: percentile(latencies, 0.95), maxMs: round(Math.max(...latencies)), sendP50ms: percentile(sends, 0.5) };
}

const say = measured => console.log(JSON.stringify(measured));
const orders = operation => many(options.waiting, 64, index => operation(`order-${index}`));
const successes = async () => Number((await query("select count(*) from dbos.workflow_status where status = 'SUCCESS' and workflow_uuid like 'order-%'"))[0].count);

/** A process that starts the runs and is then killed. */
async function startWaiting() {
  await launch();
  for (let round = 0; round < 3; round++) { // until what comes after is not the compiler's
    await many(500, 64, () => steps(options.steps));
    await many(500, 64, async index => {
      const id = `warm-${round}-${index}`;
      const run = await DBOS.startWorkflow(waits, { workflowID: id })();
      await DBOS.send(id, { ok: true }, 'approve');
      await run.getResult();
    });
    await pause(3000);
  }
  waitingNow = 0;
  const [rssBaseMb, heldBaseMb] = [memoryMb(), heldMb()];
  const start = performance.now();
  await orders(id => DBOS.startWorkflow(waits, { workflowID: id })());
  const startCallMs = round(performance.now() - start);
  while (waitingNow < options.waiting) await pause(5);
  const allWaitingMs = round(performance.now() - start);
  await pause(3000);
  const cpu = process.cpuUsage();
  await pause(10000);
  const used = process.cpuUsage(cpu);
  const rssMb = memoryMb();
  say({ startCallMs, allWaitingMs, rssBaseMb, rssMb, heldKbEach: round(1024 * (heldMb() - heldBaseMb) / options.waiting), idleCpuPct: round((used.user + used.system) / 1e5) });
  setInterval(() => { }, 1000);
}

/** The process after it: takes the runs up and sends each its signal. */
async function recoverWaiting() {
  const start = performance.now() - process.uptime() * 1000;
  await launch();
  const launchMs = round(performance.now() - start);
  while (waitingNow < options.waiting) await pause(5);
  const [recoveredMs, recoveredN, rssMb] = [round(performance.now() - start), waitingNow, memoryMb()];
  const sending = performance.now();
  await orders(id => DBOS.send(id, { ok: true }, 'approve'));
  const sendAllMs = round(performance.now() - sending);
  while (resumed.size < options.waiting) await pause(5);
  const allResumedMs = round(performance.now() - sending);
  while (await successes() < options.waiting) await pause(20);
  say({ launchMs, recoveredMs, recoveredN, firstResumedMs: round(Math.min(...resumed.values()) - start), rssMb, sendAllMs, allResumedMs, success: await successes() });
}

async function inProcess(role) {
  const child = spawn(process.execPath, ['--expose-gc', __filename, ...process.argv.slice(2), '--role', role], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', data => { text += data; });
  while (!text.includes('\n')) await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(([code]) => { if (!text.includes('\n')) throw new Error(`The process ended with ${code}.`); })]);
  child.kill('SIGKILL');
  return JSON.parse(text.split('\n')[0]);
}

async function main() {
  if (given.role === 'start') return startWaiting();
  if (given.role === 'recover') return recoverWaiting();
  const result = { engine: 'dbos', params: options };
  if (options.only.includes('throughput') || options.only.includes('signal')) {
    await fresh();
    await launch();
    for (let i = 0; i < 50; i++) await steps(options.steps);
    if (options.only.includes('throughput')) {
      result.throughput = {};
      for (const concurrency of options.concurrency) result.throughput[`c${concurrency}`] = await throughput(concurrency);
    }
    if (options.only.includes('signal')) result.signal = await signal();
    await DBOS.shutdown();
  }
  if (options.only.includes('waiting')) {
    await fresh();
    result.waiting = { start: await inProcess('start'), recover: await inProcess('recover') };
  }
  await query(`drop database if exists ${database} with (force)`, given.postgres);
  say(result);
  process.exit(0);
}

main().catch(error => { console.error(error); process.exit(1); });
