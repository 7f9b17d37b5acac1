import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { paint, print } from '#local/terminal.ts';
import type { BenchOptions } from '#scripts/bench/bench-desk.ts';
import { benchBundles } from '#scripts/bench/bundles.ts';
import { benchFirstSentence } from '#scripts/bench/first-sentence.ts';
import { benchLoad } from '#scripts/bench/load.ts';
import { benchOverhead } from '#scripts/bench/overhead.ts';
import { printSection, type Section, verdict } from '#scripts/bench/report.ts';
import { benchRoundTrips } from '#scripts/bench/round-trips.ts';

// npm run bench [-- --only <name>] [-- --quick]
// Measures what a caller waits for and what a call costs us, on this machine and its loopback. The milliseconds are this
// machine's; compare them within one run, and look at the ratios. Exits 1 when a limit does not hold.

const benches: Record<string, (options: BenchOptions) => Promise<Section>> = {
  bundles: benchBundles,
  'round-trips': benchRoundTrips,
  overhead: benchOverhead,
  'first-sentence': benchFirstSentence,
  load: benchLoad,
};
const outFile = '.build/bench.json';

const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } } });
const names = values.only === undefined ? Object.keys(benches) : [values.only];
const sections: Record<string, Section> = {};
for (const name of names) {
  const bench = benches[name];
  if (bench === undefined) {
    process.stderr.write(`No bench is named "${name}"; there are ${Object.keys(benches).join(', ')}.\n`);
    process.exit(2);
  }
  const section = await bench({ quick: values.quick });
  sections[name] = section;
  printSection(section);
}

const checks = Object.values(sections).flatMap((section) => section.checks);
const failed = checks.filter(({ pass }) => !pass);
mkdirSync('.build', { recursive: true });
writeFileSync(outFile, `${JSON.stringify(toJson(), undefined, 2)}\n`);
print(paint('bold', `\n${checks.length - failed.length} of ${checks.length} limits hold.`));
for (const check of failed) print(`  ${verdict(check)}`);
print(paint('dim', `The numbers are in ${outFile}.`));
process.exit(failed.length === 0 ? 0 : 1);

function toJson(): object {
  const machine = { node: process.version, cores: availableParallelism(), cpu: cpus()[0]?.model };
  const results = Object.entries(sections).map(([name, { data, checks }]) => [name, { data, checks }]);
  return {
    at: new Date().toISOString(),
    quick: values.quick,
    machine,
    passed: failed.length === 0,
    results: Object.fromEntries(results),
  };
}
