import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { print } from '#local/terminal.ts';
import { type ExitCode, exitCodes, runCommand } from '#scripts/ops/command.ts';
import { storeOf, storeOptions, storeOptionsHelp } from '#scripts/ops/store.ts';
import type { Remedy } from '#scripts/tables/difference.ts';
import { type Finding, survey } from '#scripts/tables/survey.ts';

const help = `npm run tables:check -- --stage staging|production
npm run tables:check -- --endpoint http://127.0.0.1:8000

Compares every table with lib/names.ts: keys, indexes, what they project, and whether rows expire. Changes nothing.

${storeOptionsHelp}

Exits 0 when all is as declared, 1 when something differs (it says what to do), 2 for a wrong option, and 3 when the
tables could not be looked at.`;

await runCommand({ help, options: storeOptions }, async (values): Promise<ExitCode> => {
  const { stage, tablePrefix, clientOptions, endpoint } = storeOf(values);
  const client = new DynamoDBClient(clientOptions);
  try {
    const findings = await survey(client, { tablePrefix, emulated: endpoint !== undefined });
    const wrong = findings.flatMap((finding) => tell(finding, remedies(stage)));
    for (const line of wrong) print(line);
    const unknown = findings.filter(({ expiryUnknown }) => expiryUnknown).length;
    if (unknown > 0) print(`Whether rows expire is not known of ${unknown} tables: this store does not say.`);
    if (wrong.length === 0) print(`All ${findings.length} tables are as declared.`);
    return wrong.length === 0 ? exitCodes.ok : exitCodes.wrong;
  } finally {
    client.destroy();
  }
});

function tell({ name, differences }: Finding, remedyOf: Record<Remedy, string>): string[] {
  return differences.map(({ what, remedy }) => `${name}: ${what}. ${remedyOf[remedy]}`);
}

function remedies(stage: string): Record<Remedy, string> {
  if (stage === 'local') {
    const again = 'Start the desk again: it makes what is missing.';
    const anew = 'The desk never changes a table: delete its folder (DESK_DATA) and start it again.';
    return {
      create: again,
      replace: anew,
      addIndex: anew,
      replaceIndex: anew,
      dropIndex: anew,
      expiry: anew,
      wait: 'Try again in a moment.',
    };
  }
  return {
    create: `Deploy: scripts/deploy.sh ${stage}. If that says there is nothing to change, the table was deleted by hand: see docs/runbook.md, "A table is gone".`,
    replace: 'A key cannot be changed. Is this the table of an older version, or another prefix? See docs/runbook.md.',
    addIndex: `Deploy: scripts/deploy.sh ${stage}. DynamoDB adds one index at a time, so it may take more than one deploy.`,
    replaceIndex:
      'An index cannot be changed. Give the new one another name in lib/names.ts, deploy, and drop the old one in the next deploy.',
    dropIndex: 'Nobody reads it and every write pays for it: add it to lib/names.ts or remove it.',
    expiry: `Deploy: scripts/deploy.sh ${stage}. DynamoDB takes a change of expiry once an hour.`,
    wait: 'Try again in a few minutes.',
  };
}
