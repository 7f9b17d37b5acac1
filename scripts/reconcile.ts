import { parseArgs } from 'node:util';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { leftBehindMs, type Reconciled, reconcile } from '#lib/domain/reconcile.ts';
import { env } from '#lib/names.ts';
import { furnish, world } from '#lib/runtime/wire.ts';
import { shopsOf } from '#lib/runtime/wire-shops.ts';
import { deskLog } from '#local/desk-log.ts';
import { print } from '#local/terminal.ts';

const help = `npm run reconcile

Does by hand what the scheduled function does every few minutes: asks the shops what became of actions that were left
behind for ${leftBehindMs / 60_000} minutes, and settles them. It carries nothing out, and may be run at any time and twice at once.

It works on the AWS that the environment names (AWS_PROFILE or AWS_REGION and keys, ${env.stage}, ${env.tablePrefix}), or on a desk where
${env.dynamodbEndpoint}, ${env.secretsEndpoint} and ${env.desk}=true name it. Exits 1 when it cannot work, and 3 while some are still unknown.`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } });
if (values.help) print(help);
else {
  // Of a run by hand nobody collects metrics, and a person reads the log.
  furnish({ log: deskLog({ level: 'warn' }), metrics: memoryMetrics() });
  const standing = world();
  await reconcile({ ...standing.ports, shops: shopsOf(standing) }).then(tell, cannotWork);
}

function tell({ executed, failed, stillUnknown }: Reconciled): void {
  const all = executed + failed + stillUnknown;
  print(
    all === 0
      ? 'Nothing was left behind.'
      : `${all} left behind: ${executed} were carried out, ${failed} were not, ${stillUnknown} are still unknown.`,
  );
  process.exitCode = stillUnknown > 0 ? 3 : 0;
}

function cannotWork(cause: unknown): void {
  process.stderr.write(`The ledger cannot be read: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
}
