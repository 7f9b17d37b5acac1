import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { demoConfig } from '#local/demo-company.ts';
import { print } from '#local/terminal.ts';
import { CommandError, type ExitCode, exitCodes, runCommand } from '#scripts/ops/command.ts';
import { storeOf, storeOptions, storeOptionsHelp } from '#scripts/ops/store.ts';
import { demoConversations } from '#scripts/seed/demo-conversations.ts';
import { demoIsMissing, refuseDemoInProduction, refuseForeignPrefix } from '#scripts/seed/guard.ts';
import { planPrices } from '#scripts/seed/prices.ts';
import { writeConversation } from '#scripts/seed/write-conversation.ts';
import { survey } from '#scripts/tables/survey.ts';

const help = `npm run seed -- --stage staging|production [--dry-run]
npm run seed -- --stage local --endpoint http://127.0.0.1:8000

Writes what is missing and changes nothing that stands, however often it runs.

  production        the price list of lib/domain/pricing.ts, as rows of CSAIPricing
  staging, local    that, and the demo company with ${demoConversations.length} calls and chats of the last two weeks

What we say ourselves needs no rows: every purpose has its text in every language in the code (VoiceScript holds only what
a company words itself), and a company's configuration is made at its first call.

${storeOptionsHelp}
  --essentials-only   leaves the demo data out
  --demo              demands it; production refuses
  --dry-run           says what it would write

Exits 0 when all is there, 1 when what stands is not what belongs there (then nothing is written), 2 for a wrong option,
and 3 when it could not work.`;

const options = {
  ...storeOptions,
  demo: { type: 'boolean' },
  'essentials-only': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const;

await runCommand({ help, options }, async (values): Promise<ExitCode> => {
  const { stage, tablePrefix, clientOptions, endpoint } = storeOf(values);
  if (values.demo && (stage === 'production' || values['essentials-only'])) {
    const why = stage === 'production' ? 'Production gets no demo data' : '--essentials-only and --demo contradict';
    throw new CommandError(exitCodes.usage, `${why}.`);
  }
  refuseForeignPrefix(stage, tablePrefix);
  const client = new DynamoDBClient(clientOptions);
  try {
    await refuseWrongTables(client, tablePrefix, endpoint);
    const stores = dynamodbStores(
      DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
      { tablePrefix },
    );
    await seed(stores, {
      production: stage === 'production',
      demo: stage !== 'production' && !values['essentials-only'],
      dryRun: values['dry-run'] ?? false,
    });
    return exitCodes.ok;
  } finally {
    client.destroy();
  }
});

/** Everything is looked at before anything is written. */
async function seed(stores: Stores, wanted: { production: boolean; demo: boolean; dryRun: boolean }): Promise<void> {
  if (wanted.production) await refuseDemoInProduction(stores.companies, demoConfig.companyId);
  const companyMissing = wanted.demo && (await demoIsMissing(stores.companies, demoConfig));
  const { missing, standing } = await planPrices(stores.pricing);
  const does = wanted.dryRun ? 'would be written' : 'written';

  if (!wanted.dryRun) for (const price of missing) await stores.pricing.put(price);
  print(`CSAIPricing: ${missing.length} ${does}, ${standing} there.`);
  if (!wanted.demo) return;

  if (wanted.dryRun) {
    const known = await Promise.all(demoConversations.map(({ name, channel }) => isThere(stores, name, channel)));
    const there = known.filter(Boolean).length;
    print(`Company ${demoConfig.companyId}: ${companyMissing ? does : 'there'}.`);
    print(`Conversations: ${known.length - there} would be written, ${there} there.`);
    return;
  }
  await stores.companies.createOnce(demoConfig);
  print(`Company ${demoConfig.companyId}: ${companyMissing ? does : 'there'}.`);
  const now = Date.now();
  let written = 0;
  for (const told of demoConversations) {
    if ((await writeConversation(stores, demoConfig, told, now)).created) written += 1;
  }
  print(`Conversations: ${written} written, ${demoConversations.length - written} there.`);
}

async function isThere(stores: Stores, name: string, channel: 'voice' | 'chat'): Promise<boolean> {
  return (await stores.sessions.find(channel === 'voice' ? `sess_CA${name}` : `sess_${name}`)) !== undefined;
}

async function refuseWrongTables(
  client: DynamoDBClient,
  tablePrefix: string,
  endpoint: string | undefined,
): Promise<void> {
  const wrong = (await survey(client, { tablePrefix, emulated: endpoint !== undefined })).filter(
    ({ differences }) => differences.length > 0,
  );
  if (wrong.length === 0) return;
  throw new CommandError(
    exitCodes.wrong,
    `Nothing was written. ${wrong.map(({ name }) => name).join(', ')}: not as declared. npm run tables:check says what to do.`,
  );
}
