import { driftedModel, oneBroken, oneSlower, sameOnBothSides } from '#lib/channels/prompt/gate/standard-suites.ts';
import { GATE_BASELINE_RUNS, GATE_BLAME, GATE_PASS_RATE, GATE_REPEAT } from '#lib/policy/thresholds.ts';
import { attemptsPerChange, cheapest, exactSuite } from './gate/choose.ts';
import { measureRate, percent, rateLine } from './gate/rates.ts';
import { idealMs, timeGates } from './gate/wall.ts';

/**
 * `npm run bench:gate`: how often a gate fails though nothing changed, how often it finds a broken task, at how many
 * calls, and how long it takes. `-- --choose` prints first what the numbers in lib/policy/thresholds.ts were chosen from.
 */
const GATES = 10_000;
const TABLE_GATES = 5_000;
const WALL_RUNS = 7;

/** Goals: shares of gates, and times. */
const MOST_FALSE_FAILS = 0.01;
const LEAST_FOUND = 0.95;
const MOST_TIMES_IDEAL = 1.3;
const MOST_START_UP_MS = 700;

if (process.argv.includes('--choose')) {
  for (const withBase of [true, false]) {
    console.log(`\nCheapest designs that keep the goals ${withBase ? 'with' : 'without'} a prompt before (exact)`);
    for (let runs = 2; runs <= 10; runs++) {
      const best = cheapest(runs, withBase);
      if (best === null) {
        console.log(`baseline ${runs}: none`);
        continue;
      }
      const { design, exact } = best;
      const perChange = attemptsPerChange(design, exact).toFixed(0);
      const blame = design.blame === null ? '' : `, base ≤ ${design.blame.attempts} at ${design.blame.alpha}`;
      console.log(
        `baseline ${runs}: repeat ${design.repeat}, head ≤ ${design.suspicion.attempts} at ${design.suspicion.alpha}${blame}: ` +
          `false fails ${percent(exact.falseFail)}, found ${percent(exact.power)}, drift blamed ${percent(exact.driftBlamed)}, ` +
          `${exact.attempts.toFixed(1)} calls a gate, ${exact.attemptsWhenBroken.toFixed(1)} when broken, ${perChange} a change`,
      );
    }
  }
}

console.log(
  `\nRepeat ${GATE_REPEAT}, baseline of ${GATE_BASELINE_RUNS} (${20 * GATE_BASELINE_RUNS} calls a bless), re-checks up to ` +
    `${GATE_PASS_RATE.withBase.attempts} on head and ${GATE_BLAME.attempts} on base; ${GATES} simulated gates of 20 tasks a line`,
);
const unchanged = measureRate({ name: 'A/A: gates that fail', tasks: sameOnBothSides(), seed: 71_001, gates: GATES });
const broken = measureRate({
  name: 'one steady task broken to 0.3: gates that fail',
  tasks: oneBroken(),
  seed: 71_002,
  gates: GATES,
});
for (const rate of [unchanged, broken]) console.log(rateLine(rate));
const exact = exactSuite({
  repeat: GATE_REPEAT,
  baselineRuns: GATE_BASELINE_RUNS,
  suspicion: GATE_PASS_RATE.withBase,
  blame: GATE_BLAME,
});
console.log(
  `exact: A/A ${percent(exact.falseFail)} at ${exact.attempts.toFixed(1)} calls; the broken task is found in ` +
    `${percent(exact.power)} at ${exact.attemptsWhenBroken.toFixed(1)} calls`,
);

console.log(`\nOther repeats (${TABLE_GATES} gates a line)`);
for (const repeat of [1, 2, 4, 5]) {
  const shared = { repeat, gates: TABLE_GATES };
  console.log(
    rateLine(
      measureRate({ ...shared, name: `--repeat ${repeat}, A/A`, tasks: sameOnBothSides(), seed: 72_000 + repeat }),
    ),
  );
  console.log(
    rateLine(measureRate({ ...shared, name: `--repeat ${repeat}, broken`, tasks: oneBroken(), seed: 73_000 + repeat })),
  );
}

console.log(`\nOther circumstances (${TABLE_GATES} gates a line)`);
const others = [
  { name: 'without a prompt before, A/A', tasks: sameOnBothSides(), hasBase: false },
  { name: 'without a prompt before, broken', tasks: oneBroken(), hasBase: false },
  { name: 'model drifted to 0.5 on both sides: prompt blamed', tasks: driftedModel(0.5), counts: 'regressed' as const },
  {
    name: 'model drifted to 0.5 on both sides: told as such',
    tasks: driftedModel(0.5),
    counts: 'base-also-fails' as const,
  },
  { name: 'latencies spread by 0.3, A/A', tasks: sameOnBothSides(0.3) },
  { name: 'latencies spread by 0.5, A/A', tasks: sameOnBothSides(0.5) },
  { name: 'latencies spread by 0.3, one task 3 × slower', tasks: oneSlower(3, 0.3) },
];
for (const [index, other] of others.entries()) {
  console.log(rateLine(measureRate({ ...other, seed: 74_000 + index, gates: TABLE_GATES })));
}

const times = await timeGates(WALL_RUNS);
const ideal = idealMs(GATE_REPEAT);
const sorted = (values: number[]) => values.toSorted((a, b) => a - b);
const ratios = sorted(times.map(({ gateMs }) => gateMs / ideal));
const startUps = sorted(times.map(({ startUpMs }) => startUpMs));
const middle = Math.floor(WALL_RUNS / 2);
console.log(`\nPacked command line, 20 tasks × 200 ms, 20 at once: ideal ${ideal} ms, ${WALL_RUNS} runs`);
console.log(
  `gate wall / ideal: min ${ratios[0]?.toFixed(3)}, median ${ratios[middle]?.toFixed(3)}, max ${ratios.at(-1)?.toFixed(3)}`,
);
console.log(
  `start-up and end: min ${startUps[0]?.toFixed(0)} ms, median ${startUps[middle]?.toFixed(0)} ms, max ${startUps.at(-1)?.toFixed(0)} ms`,
);

const reached =
  unchanged.interval[1] <= MOST_FALSE_FAILS &&
  broken.interval[0] >= LEAST_FOUND &&
  (ratios[middle] ?? Number.POSITIVE_INFINITY) <= MOST_TIMES_IDEAL &&
  (startUps[middle] ?? Number.POSITIVE_INFINITY) <= MOST_START_UP_MS;
console.log(reached ? '\nAll goals are reached.' : '\nNot all goals are reached.');
if (!reached) process.exitCode = 1;
