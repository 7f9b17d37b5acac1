import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import { env, secretPrefix } from '#lib/names.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { startLambda } from '#local/aws/lambda.ts';
import { startSecrets } from '#local/aws/secrets.ts';
import { persona } from '#local/claude/persona.ts';
import { reportsOn } from '#local/claude/report.ts';
import { type ScriptedClaude, startClaude } from '#local/claude/server.ts';
import { demo } from '#local/demo-company.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { type Handlers, startGateway } from '#local/gateway.ts';
import { startTwilio, type TwilioStandIn } from '#local/twilio/server.ts';
import { buildCallFunctions, type KeptBuild } from '#scripts/kept-build.ts';
import { type RunningFunction, runFunction } from '#test/infra/deployed/lambda.ts';

export type Build = 'old' | 'new';
/** Which build answers: `n` counts what was asked of an entry since the schedule was set. */
export type Schedule = (entry: string, n: number) => Build;

/** An earlier release and this one, deployed side by side over the same store. */
export type TwoBuilds = {
  stores: Stores;
  claude: ScriptedClaude;
  twilio: TwilioStandIn;
  secrets: Map<string, string>;
  url: string;
  /** From now on, for webhooks and workers. */
  follow(schedule: Schedule): void;
  /** Who answered what since then, in order. */
  answered: { entry: string; build: Build }[];
  /** Webhooks whose repeat the other build answered with other TwiML, since then. */
  differences: string[];
  /** Asks a function of one build directly. */
  invoke(build: Build, entry: string, event: unknown): Promise<unknown>;
  linesOf(build: Build): string[];
  settled(): Promise<void>;
  close(): Promise<void>;
};

export const fixture = 'test/fixtures/earlier-build';
export type Manifest = { commit: string; committedAt: string; entries: string[]; sha256: string };
export const readManifest = (): Manifest => JSON.parse(readFileSync(join(fixture, 'manifest.json'), 'utf8'));

/** Since the kept release, who comes back from a transfer is spoken to in the voice they left; the words are the same. */
const comparable = (entry: string, { body }: APIGatewayProxyStructuredResultV2): string | undefined =>
  entry === 'escalate' ? body?.replaceAll(/ voice="[^"]*"/g, '') : body;

const url = 'https://calls.cs-ai.invalid';
const tablePrefix = 'cs-ai-staging-';

export async function startTwoBuilds(): Promise<TwoBuilds> {
  const folder = mkdtempSync(join(tmpdir(), 'cs-ai-two-builds-'));
  const old: KeptBuild = {
    code: gunzipSync(readFileSync(join(fixture, 'functions.mjs.gz'))),
    entries: readManifest().entries,
  };
  const built = { old, new: await buildCallFunctions(process.cwd()) };

  let schedule: Schedule = () => 'new';
  const counts = new Map<string, number>();
  const answered: { entry: string; build: Build }[] = [];
  const differences: string[] = [];
  const running = {} as Record<Build, RunningFunction>;
  const ask = (build: Build, entry: string, event: unknown, context: Context): Promise<unknown> =>
    running[build].invoke(event, { ...context, functionName: entry });
  /** A function that the old release did not have stays the new one. */
  const turnOf = (entry: string): Build => {
    const n = counts.get(entry) ?? 0;
    counts.set(entry, n + 1);
    const build = built.old.entries.includes(entry) ? schedule(entry, n) : 'new';
    answered.push({ entry, build });
    return build;
  };

  const webhook =
    (entry: string) =>
    async (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
      const build = turnOf(entry);
      const first = (await ask(build, entry, event, context)) as APIGatewayProxyStructuredResultV2;
      const other = build === 'old' ? 'new' : 'old';
      if (built[other].entries.includes(entry)) {
        const again = (await ask(other, entry, event, context)) as APIGatewayProxyStructuredResultV2;
        if (again.statusCode !== first.statusCode || comparable(entry, again) !== comparable(entry, first))
          differences.push(`${event.rawPath}\n  ${build}: ${first.body}\n  ${other}: ${again.body}`);
      }
      return first;
    };
  const handlers: Handlers = Object.fromEntries(built.new.entries.map((entry) => [entry, webhook(entry)]));

  const secrets = await startSecrets({ secrets: {} });
  const dynamodb = await startEmbeddedDynamo();
  const claude = await startClaude({ mind: persona, aside: reportsOn });
  const lambda = await startLambda({
    functions: Object.fromEntries(
      ['turn', 'afterwards'].map((entry) => [entry, (event, context) => ask(turnOf(entry), entry, event, context)]),
    ),
  });
  const gateway = await startGateway({ handlers, functionTimeoutMs: 15_000 });
  const twilio = await startTwilio({
    accounts: [{ accountSid: demo.accountSid, authToken: demo.authToken }],
    hosts: { [url]: gateway.url },
  });
  const client = new DynamoDBClient({
    endpoint: dynamodb.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await createTables(client, { tablePrefix });
  const document = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

  const environment = {
    [env.stage]: 'staging',
    [env.tablePrefix]: tablePrefix,
    [env.secretPrefix]: secretPrefix('staging'),
    [env.webhookBaseUrl]: url,
    [env.turnFunction]: 'turn',
    [env.afterwardsFunction]: 'afterwards',
    [env.dynamodbEndpoint]: dynamodb.endpoint,
    [env.secretsEndpoint]: secrets.endpoint,
    [env.lambdaEndpoint]: lambda.endpoint,
    [env.anthropicBaseUrl]: claude.url,
    [env.anthropicApiKey]: 'key-of-the-test',
    [env.twilioApiBaseUrl]: twilio.url,
    [env.desk]: 'true',
    [env.requireSignature]: 'true',
  };
  await Promise.all(
    (['old', 'new'] as const).map(async (build) => {
      const file = `functions-${build}`;
      writeFileSync(join(folder, `${file}.mjs`), built[build].code);
      running[build] = await runFunction(
        { name: build, entry: build, folder, handler: `${file}.*`, timeoutMs: 30_000, environment, statements: [] },
        {},
      );
    }),
  );

  return {
    stores: dynamodbStores(document, { tablePrefix }),
    claude,
    twilio,
    secrets: secrets.secrets,
    url,
    follow(next) {
      schedule = next;
      counts.clear();
      answered.length = 0;
      differences.length = 0;
    },
    answered,
    differences,
    invoke: (build, entry, event) => running[build].invoke(event, { functionName: entry } as Context),
    linesOf: (build) => running[build].lines(),
    settled: () => lambda.settled(),
    async close() {
      await twilio.close();
      await lambda.settled();
      await gateway.close();
      await Promise.all(Object.values(running).map((one) => one.stop()));
      for (const server of [lambda, claude, secrets]) await server.close();
      client.destroy();
      await dynamodb.close();
      rmSync(folder, { recursive: true });
    },
  };
}
