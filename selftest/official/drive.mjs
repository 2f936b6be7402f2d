// Drives every journey through every topology of the job on standard input; tells each step as one line of JSON.
import { chromium } from 'playwright-core';
import { openEdge } from './edge.mjs';
import { guardOf } from './guard.mjs';
import { JOURNEYS } from './journeys/index.mjs';
import { World } from './world.mjs';

console.log = console.info = console.error; // standard output is ours: one line of JSON a step

const STEP_MILLISECONDS = 40_000;

const job = JSON.parse(await new Response(process.stdin).text());
const edge = await openEdge(job.topologies, job.certificate);
for (const topology of job.topologies) {
  const scheme = topology.page_scheme;
  topology.page_origin = `${scheme}://${topology.page_host}${scheme === 'http' ? `:${edge.ports.http}` : ''}`;
  topology.guard = guardOf(topology);
}
const launch = {
  executablePath: job.chromium,
  args: [
    // Every name is this machine, and no other machine is reachable: nothing can leave.
    `--host-resolver-rules=MAP *:443 127.0.0.1:${edge.ports.https}, MAP localhost 127.0.0.1, EXCLUDE 127.0.0.1`,
    '--disable-background-networking',
    '--disable-dev-shm-usage',
    // The client offers passkeys to people alone, not to what says that it is driven.
    '--disable-blink-features=AutomationControlled',
  ],
};
const browser = await chromium.launch(launch);
try {
  await travelAll();
} finally {
  await browser.close();
  edge.close();
}

async function travelAll() {
  for (const topology of job.topologies) {
    for (const journey of JOURNEYS.filter(({ name }) => wanted(topology, name))) {
      const fine = await travel(topology, journey);
      if (!fine && job.stop) return;
    }
  }
}

function wanted(topology, name) {
  if (job.only) return job.only.some((text) => name.includes(text));
  return topology.journeys?.includes(name) ?? true;
}

async function travel(topology, { name, steps, ownProfile = false }) {
  const world = new World(browser, topology, ownProfile ? launch : undefined);
  const all = { ...steps, 'nothing failed behind its back': quiet };
  let lost = '';
  for (const [step, act] of Object.entries(all)) {
    const began = performance.now();
    const why = lost || (await attempt(act, world));
    tell({ topology: topology.name, journey: name, step, ok: !why, why, milliseconds: Math.round(performance.now() - began) });
    if (why) lost ||= 'not reached: a step before it failed';
  }
  await world.close();
  return !lost;
}

async function attempt(act, world) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`nothing within ${STEP_MILLISECONDS / 1000} s`)), STEP_MILLISECONDS);
  });
  try {
    if (!world.context) await world.open();
    await Promise.race([act(world), late]);
    return '';
  } catch (error) {
    return `${error.message} (last calls: ${world.seen.slice(-4).map(({ call, status }) => `${call} ${status}`).join(', ')})`;
  } finally {
    clearTimeout(timer);
  }
}

// No stray request, no failed one, no preflight, no server error.
async function quiet(world) {
  const broken = world.seen.filter(({ status }) => status >= 500).map(({ call, status }) => `${call} ${status}`);
  const all = [...world.noise, ...world.strays.map((url) => `asked ${url}`), ...broken];
  if (all.length) throw new Error(all.join('; '));
}

function tell(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
