// Measures the pages in Chromium. Started by "deepflow bench web", which fills the installation:
//   node bench-web.mjs ADDRESS RUN TRAINING PERSON MINUTES TASKS [PART]
// Prints JSON; tells on standard error what it does.
import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { gzipSync } from 'node:zlib'

const [address, run, training, person, minutes, tasks, only] = process.argv.slice(2)
const say = (text) => process.stderr.write(`${text}\n`)
const places = [process.env.DEEPFLOW_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executablePath = places.find((place) => place && existsSync(place))
if (!executablePath) fail('there is no Chromium here')
const { chromium } = await import('playwright-core').catch(() => fail('the package playwright-core is missing'))

const size = { width: 1440, height: 900 }
const repeats = 5
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--enable-precise-memory-info', '--js-flags=--expose-gc'] })

function fail(why) {
  say(why)
  process.exit(1)
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const rounded = (value, digits = 0) => Math.round(value * 10 ** digits) / 10 ** digits
const at = (path) => new URL(path, address).href

async function open(path) {
  const context = await browser.newContext({ viewport: size })
  await context.addInitScript((name) => {
    localStorage.setItem('deepflow.as', JSON.stringify(name))
    globalThis.longTasks = []
    new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map((entry) => ({ from: entry.startTime, ms: entry.duration })))).observe({ type: 'longtask', buffered: true })
  }, person)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(at(path))
  return { page, context }
}

/** Frames and long tasks while something goes on; milliseconds. */
async function watch(page, act) {
  await page.evaluate(() => {
    globalThis.longTasks.length = 0
    globalThis.frames = []
    globalThis.watching = true
    let last = performance.now()
    const next = (now) => {
      globalThis.frames.push(now - last)
      last = now
      if (globalThis.watching) requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  await act()
  const { frames, long } = await page.evaluate(() => {
    globalThis.watching = false
    return { frames: globalThis.frames, long: globalThis.longTasks.map((task) => task.ms) }
  })
  const sorted = frames.toSorted((a, b) => a - b)
  return { longest_task_ms: rounded(Math.max(0, ...long)), long_tasks: long.length, frames: frames.length, frame_median_ms: rounded(median(frames), 1), frame_p95_ms: rounded(sorted[Math.floor(sorted.length * 0.95)] ?? 0, 1) }
}

async function firstLoad() {
  say('First load')
  const found = []
  for (let turn = 0; turn < repeats; turn++) {
    const context = await browser.newContext({ viewport: size })
    await context.addInitScript((name) => localStorage.setItem('deepflow.as', JSON.stringify(name)), person)
    const page = await context.newPage()
    const answers = []
    page.on('response', (response) => answers.push(response))
    await page.goto(at('/inbox'))
    await page.getByRole('list', { name: /tasks/ }).waitFor()
    const interactive = await page.evaluate(() => performance.now())
    let bytes = 0
    for (const response of answers) {
      if (!/\.(js|css|html|svg|woff2)$|\/inbox$/.test(new URL(response.url()).pathname) || response.url().includes('/api/')) continue
      const body = await response.body().catch(() => Buffer.alloc(0))
      bytes += /woff2$/.test(response.url()) ? body.length : gzipSync(body, { level: 9 }).length
    }
    const own = await page.evaluate(() => performance.getEntriesByType('navigation')[0].domInteractive)
    found.push({ bytes, interactive, own })
    await context.close()
  }
  return { gzip_kb: rounded(median(found.map((one) => one.bytes)) / 1000, 1), interactive_ms: rounded(median(found.map((one) => one.interactive))), dom_interactive_ms: rounded(median(found.map((one) => one.own))) }
}

async function inboxPage() {
  say('Inbox')
  const { page, context } = await open('/inbox')
  await page.getByRole('list', { name: /tasks/ }).waitFor()
  const server = []
  const shown = []
  for (let turn = 0; turn < repeats * 2; turn++) {
    const from = performance.now()
    await page.getByRole('button', { name: turn % 2 === 0 ? /^All/ : /^For me/ }).click()
    await page.getByRole('listitem').first().waitFor()
    shown.push(performance.now() - from)
  }
  for (const view of ['all', 'roles']) {
    const times = []
    for (let turn = 0; turn < repeats * 2; turn++) {
      const from = performance.now()
      await (await fetch(at(`/api/v1/inbox?view=${view}&as=${person}&sort=due&limit=100`))).text()
      times.push(performance.now() - from)
    }
    server.push(median(times))
  }
  await context.close()
  return { tasks: Number(tasks), first_page_ms: rounded(Math.max(...server)), shown_after_click_ms: rounded(median(shown)) }
}

async function pan() {
  say('A pipeline of 200 steps')
  const { page, context } = await open(`/instances/${run}`)
  const canvas = page.getByLabel(/^Picture of/)
  const from = performance.now()
  await canvas.locator('.react-flow__viewport').waitFor({ state: 'attached', timeout: 180_000 })
  const laidOut = performance.now() - from
  await page.getByRole('button', { name: 'Fit View' }).click()
  await canvas.locator('.react-flow__node').first().waitFor()
  const box = await canvas.boundingBox()
  await page.waitForTimeout(1500)
  const found = []
  for (let turn = 0; turn < 3; turn++)
    found.push(
      await watch(page, async () => {
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
        await page.mouse.down()
        for (let step = 0; step < 60; step++) await page.mouse.move(box.x + box.width / 2 + step, box.y + box.height / 2 + (turn % 2 === 0 ? -step : step) * 5)
        await page.mouse.up()
        for (let step = 0; step < 30; step++) {
          await page.mouse.wheel(0, turn % 2 === 0 ? 120 : -120)
          await page.waitForTimeout(16)
        }
      }),
    )
  await context.close()
  return { steps, laid_out_ms: rounded(laidOut), ...found.toSorted((a, b) => a.longest_task_ms - b.longest_task_ms)[1], rendering: 'software' }
}

const letters = 20
const added = 8
const steps = 200

/** Edits of a pipeline of 200 steps, in the text and on the picture. */
async function edit() {
  say('An edit and its picture')
  const { page, context } = await open('/designer/large.dlflow?pipeline=part_0')
  try {
    const name = 'analysis_1'
    const line = page.locator('.cm-line', { hasText: `step ${name} =` })
    await page.locator('[data-canvas][aria-busy="false"]').waitFor()
    await line.click({ position: { x: 60, y: 8 } })
    await page.keyboard.press('Home')
    for (let step = 0; step < `step ${name}`.length; step++) await page.keyboard.press('ArrowRight')
    await page.locator(`.react-flow__node.selected[data-id="${name}"]`).waitFor()
    const typed = []
    for (let turn = 1; turn <= letters; turn++) typed.push(await picture(page, name + 'x'.repeat(turn), () => page.keyboard.press('x')))

    // A long line is broken where the pane ends: its own end is further on.
    for (let part = 0; part < 3; part++) await page.keyboard.press('End')
    const written = []
    for (let turn = 0; turn < added; turn++) written.push(await picture(page, `written_${turn}`, () => page.keyboard.insertText(`\nstep written_${turn} = data_analysis(data: train)`)))

    const drawn = []
    for (let turn = 0; turn < added; turn++) {
      await page.locator('[data-canvas]').focus()
      await page.keyboard.press('i')
      await page.getByRole('combobox', { name: 'Insert a step' }).fill('Data analysis')
      await page.getByRole('option').first().waitFor()
      drawn.push(await picture(page, turn === 0 ? 'data_analysis' : `data_analysis_${turn + 1}`, () => page.keyboard.press('Enter')))
    }
    return { steps, letter_typed: summary(typed), step_written: summary(written), step_drawn: summary(drawn) }
  } finally {
    await context.close()
  }
}

/** From the key to the node on the screen, and to the layout that stays; as the page itself sees them, in milliseconds. */
async function picture(page, wanted, act) {
  await page.evaluate((wanted) => {
    globalThis.told = new Promise((done, failed) => {
      let from = 0
      let painted = 0
      const begun = (event) => (from ||= event.timeStamp)
      for (const kind of ['keydown', 'beforeinput']) addEventListener(kind, begun, { once: true, capture: true })
      const canvas = document.querySelector('[data-canvas]')
      const isSeen = () => {
        const place = canvas.getBoundingClientRect()
        const node = document.querySelector(`.react-flow__node[data-id="${wanted}"]`)?.getBoundingClientRect()
        return node && node.right > place.left && node.left < place.right && node.bottom > place.top && node.top < place.bottom
      }
      const look = () => {
        const seen = from > 0 && isSeen()
        const settled = seen && canvas.getAttribute('aria-busy') === 'false'
        // A task behind the frame runs when the frame has been drawn.
        if (seen) setTimeout(() => ((painted ||= performance.now() - from), settled && done({ painted, settled: performance.now() - from })))
        if (!settled) requestAnimationFrame(look)
      }
      look()
      setTimeout(() => failed(new Error(`The picture never showed ${wanted}.`)), 20_000)
    })
    globalThis.told.catch(() => {})
  }, wanted)
  await act()
  return page.evaluate(() => globalThis.told)
}

function summary(times) {
  const of = (part) => {
    const sorted = times.map((one) => one[part]).toSorted((a, b) => a - b)
    return { p50: rounded(sorted[Math.floor(sorted.length / 2)]), p95: rounded(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)]) }
  }
  return { times: times.length, shown_ms: of('painted'), laid_out_ms: of('settled') }
}

async function liveCurve() {
  say('A live curve')
  const { page, context } = await open(`/experiments/${training}`)
  await page.getByRole('img', { name: /Loss by epoch/ }).first().waitFor()
  const shown = await page.getByText(/points, drawn by/).first().innerText()
  await page.waitForTimeout(1000)
  const found = await watch(page, () => page.waitForTimeout(8000))
  await context.close()
  return { told: shown, ...found }
}

const warmUp = 1 // minutes, in which the page fills its caches and the compiler its own; where the whole is shorter, a third of it

/** Of one page that follows what happens, five things a second; what it holds once all that is garbage is gone. */
async function memory() {
  const duration = Number(minutes) * 60_000
  if (duration === 0) return null
  say(`Memory over ${minutes} min of live events`)
  const { page, context } = await open('/inbox')
  await page.getByRole('list', { name: /tasks/ }).waitFor()
  const first = (await (await fetch(at(`/api/v1/inbox?view=roles&as=${person}&limit=1`))).json()).tasks[0].id
  const session = await context.newCDPSession(page)
  const used = async () => {
    await session.send('HeapProfiler.collectGarbage')
    return (await session.send('Runtime.getHeapUsage')).usedSize / 1_000_000
  }
  await page.waitForTimeout(3000)
  const readings = []
  const from = performance.now()
  let events = 0
  while (performance.now() - from < duration) {
    for (let turn = 0; turn < 25; turn++) {
      await fetch(at(`/api/v1/tasks/${first}/comments`), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ as: person, text: `Said ${events}` }) })
      events++
      await page.waitForTimeout(200)
    }
    readings.push([(performance.now() - from) / 60_000, await used()])
    const [minute, mb] = readings.at(-1)
    if (Math.floor(minute) > Math.floor(readings.at(-2)?.[0] ?? 0)) say(`${Math.floor(minute)} min: ${rounded(mb, 2)} MB`)
  }
  await context.close()
  const warm = Math.min(warmUp, Number(minutes) / 3)
  const settled = readings.filter(([minute]) => minute >= warm)
  const byMinute = readings.filter(([minute], index) => Math.floor(minute) > Math.floor(readings[index - 1]?.[0] ?? 0)).map(([, mb]) => rounded(mb, 2))
  return { minutes: Number(minutes), events, warm_up_left_out_minutes: rounded(warm, 2), first_mb: rounded(settled[0][1], 2), last_mb: rounded(settled.at(-1)[1], 2), slope_mb_per_minute: rounded(slope(settled), 3), mb_by_minute: byMinute }
}

/** Of the line that fits best. */
function slope(readings) {
  if (readings.length < 2) return 0
  const mean = (at) => readings.reduce((sum, reading) => sum + reading[at], 0) / readings.length
  const [x, y] = [mean(0), mean(1)]
  return readings.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / readings.reduce((sum, [a]) => sum + (a - x) ** 2, 0)
}

const measurements = { first_load: firstLoad, inbox: inboxPage, pan, edit, live_curve: liveCurve, memory }

try {
  const result = { conditions: { cpus: cpus().length, cpu: cpus()[0]?.model.trim(), browser: `Chromium ${browser.version()}`, rendering: 'software (no GPU)', viewport: `${size.width}x${size.height}`, medians_of: repeats } }
  for (const [name, measure] of Object.entries(measurements)) if (!only || only === name) result[name] = await measure()
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
} catch (reason) {
  fail(String(reason?.message ?? reason).split('\n').slice(0, 3).join(' '))
} finally {
  await browser.close()
}
