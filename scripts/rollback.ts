import { userInfo } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import type { GoodRelease } from '#lib/domain/releases/release.ts';
import { type RollbackOutcome, rollBack } from '#lib/domain/releases/roll-back.ts';
import { wordsFor } from '#lib/domain/releases/rollback-words.ts';
import { env } from '#lib/names.ts';
import type { Clock } from '#lib/ports/clock.ts';
import { furnish } from '#lib/runtime/wire.ts';
import { releasePorts } from '#lib/runtime/wire-releases.ts';
import { deskLog } from '#local/desk-log.ts';
import { print } from '#local/terminal.ts';
import { CommandError, type ExitCode, exitCodes, runCommand } from '#scripts/ops/command.ts';
import { readStage } from '#scripts/ops/stage.ts';

const help = `scripts/rollback.sh staging|production [--to N] [--dry-run]
scripts/rollback.sh staging|production --list

Does by hand what the rollback alarm does by itself: stops a release that is being shifted, and points the alias of every
function at a good release, all of them or none. It may be run twice, at the same time as the alarm, and again after it
broke off. It asks nothing: whoever runs it is in a hurry. AWS is the one that AWS_PROFILE, AWS_REGION or keys name.

  --to N      good release N, ahead or behind. Without it: the newest good one behind what is live
  --list      the good releases, and what is live
  --dry-run   says what would be moved, and moves nothing
  --help      this

Exits 0 when every function is where it should be, 1 when it gave way to somebody else's deployment or AWS let it move only
a part (it says which; run it again), 2 for a wrong option, and 3 when nothing could be resolved: then nothing was moved.`;

const options = {
  stage: { type: 'string' },
  to: { type: 'string' },
  list: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const;

/** The product's own clock lets a process end that only waits. */
const wakingClock: Clock = { now: () => Date.now(), sleep: (ms) => wait(ms) };

await runCommand({ help, options }, async (values): Promise<ExitCode> => {
  const stage = readStage(values.stage, ['staging', 'production']);
  const to = values.to === undefined ? undefined : readNumber(values.to);
  process.env[env.stage] = stage;
  // Of a run by hand nobody collects metrics, and a person reads the log.
  furnish({ log: deskLog({ level: 'warn' }), metrics: memoryMetrics(), clock: wakingClock });
  if (values.list) return list();
  const by = `${userInfo().username} by hand`;
  const outcome = await rollBack(releasePorts(), { by, automatic: false, to, dryRun: values['dry-run'] ?? false });
  return tell(outcome);
});

function tell(outcome: RollbackOutcome): ExitCode {
  const words = wordsFor(outcome);
  if (words !== undefined) print([`${words.subject}.`, ...words.lines].join('\n'));
  return outcome.kind === 'overtaken' || outcome.kind === 'incomplete' ? exitCodes.wrong : exitCodes.ok;
}

async function list(): Promise<ExitCode> {
  const { notes, functions } = releasePorts();
  const [good, aliases] = await Promise.all([notes.good(), functions.aliases()]);
  print(good.length === 0 ? 'No release is known to be good.' : 'Good releases, newest first:');
  for (const release of good.toSorted((a, b) => b.number - a.number)) print(lineOf(release));
  print('Live:');
  for (const { entry, version, shiftingTo } of aliases) {
    print(`  ${entry}: version ${version}${shiftingTo === undefined ? '' : `, being shifted to ${shiftingTo}`}`);
  }
  return exitCodes.ok;
}

function lineOf({ number, build, markedAt, versions }: GoodRelease): string {
  const each = Object.entries(versions).map(([entry, version]) => `${entry} ${version}`);
  return `  ${number}  build ${build}, good since ${markedAt}: ${each.join(', ')}`;
}

function readNumber(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new CommandError(
    exitCodes.usage,
    `--to wants the number of a good release, as --list shows them; it is ${JSON.stringify(text)}.`,
  );
}
