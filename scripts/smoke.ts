import { print } from '#local/terminal.ts';
import { CommandError, type ExitCode, exitCodes, runCommand } from '#scripts/ops/command.ts';
import { readStage, stages } from '#scripts/ops/stage.ts';
import { health } from '#scripts/smoke/health.ts';
import { inbound } from '#scripts/smoke/inbound.ts';
import { chat, numbers, outbound } from '#scripts/smoke/json-steps.ts';
import { logs } from '#scripts/smoke/logs.ts';
import { type Step, StepFailure, type Target } from '#scripts/smoke/step.ts';
import { deskTarget, stageTarget } from '#scripts/smoke/target.ts';

const steps: readonly Step[] = [health, inbound, outbound, chat, numbers, logs];

const help = `npm run smoke -- --stage staging|production [--only health,inbound] [--skip outbound] [--json] [--dry-run]
npm run smoke -- --stage local [--url http://127.0.0.1:3001]

Goes the whole way once after a deployment, as callers and clients go it:

${steps.map(({ id, does }) => `  ${id.padEnd(10)} ${does}`).join('\n')}

  --stage    the stage; AWS as AWS_PROFILE, AWS_REGION or keys name it. "local" is a desk that runs (npm run dev)
  --url      where it is, when the function inbound cannot be asked
  --build    the build that must be live
  --company  whose number is rung and whose keys sign: smoke, with Twilio's test credentials (docs/deployment.md)
  --only, --skip   steps, by comma. CS_AI_SMOKE_SKIP does as --skip
  --json     one JSON object instead of lines
  --dry-run  says what it would do, and asks nobody

CS_AI_SMOKE_TOKEN is the token for outbound, chat and analytics. Exits 0 when every step passed, 1 when one failed, 2 for a
wrong option, 3 when the stage cannot be found.`;

const options = {
  stage: { type: 'string' },
  url: { type: 'string' },
  build: { type: 'string' },
  company: { type: 'string', default: 'smoke' },
  only: { type: 'string' },
  skip: { type: 'string' },
  json: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'settle-seconds': { type: 'string', default: '10' },
} as const;

type Result = { step: string; status: 'passed' | 'failed' | 'nothing'; ms: number; says: string; remedy?: string };

await runCommand({ help, options }, async (values): Promise<ExitCode> => {
  const stage = readStage(values.stage, stages);
  const chosen = choose(values.only, values.skip ?? process.env.CS_AI_SMOKE_SKIP);
  if (values['dry-run']) {
    for (const { id, does } of chosen) print(`${id.padEnd(10)} ${does}`);
    return exitCodes.ok;
  }
  const settings = {
    url: values.url,
    build: values.build,
    company: values.company,
    token: process.env.CS_AI_SMOKE_TOKEN,
    settleMs: Number(values['settle-seconds']) * 1_000,
  };
  const target = stage === 'local' ? deskTarget(settings) : await stageTarget(stage, settings);
  const results: Result[] = [];
  for (const step of chosen) {
    const result = await take(step, target);
    results.push(result);
    if (!values.json) tell(result);
  }
  const passed = results.every(({ status }) => status !== 'failed');
  if (values.json) print(JSON.stringify({ stage, url: target.url, passed, steps: results }));
  return passed ? exitCodes.ok : exitCodes.wrong;
});

function choose(only: string | undefined, skip: string | undefined): readonly Step[] {
  const named = (list: string | undefined): string[] =>
    (list ?? '')
      .split(',')
      .map((id) => id.trim())
      .filter(Boolean);
  const unknown = [...named(only), ...named(skip)].find((id) => steps.every((step) => step.id !== id));
  if (unknown !== undefined) {
    const known = steps.map(({ id }) => id).join(', ');
    throw new CommandError(exitCodes.usage, `There is no step ${JSON.stringify(unknown)}: there are ${known}.`);
  }
  return steps.filter(({ id }) => (only === undefined || named(only).includes(id)) && !named(skip).includes(id));
}

/** Every step is taken, whatever became of the one before: one run tells everything. */
async function take({ id, take: go }: Step, target: Target): Promise<Result> {
  const startedAt = Date.now();
  const done = (result: Omit<Result, 'step' | 'ms'>): Result => ({ step: id, ms: Date.now() - startedAt, ...result });
  try {
    const says = await go(target);
    return done(
      says === undefined ? { status: 'nothing', says: 'nothing to look at here' } : { status: 'passed', says },
    );
  } catch (cause) {
    const remedy =
      cause instanceof StepFailure ? cause.remedy : 'This is unexpected: run it again, then read the function’s log.';
    return done({ status: 'failed', says: (cause as Error).message, remedy });
  }
}

function tell({ step, status, ms, says, remedy }: Result): void {
  const mark = { passed: 'ok  ', failed: 'FAIL', nothing: '-   ' }[status];
  print(`${mark} ${step.padEnd(10)} ${`${ms} ms`.padStart(8)}  ${says}`);
  if (remedy !== undefined) print(`${' '.repeat(26)}${remedy}`);
}
