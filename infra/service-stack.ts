import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { access } from '#infra/access.ts';
import { Background } from '#infra/constructs/background.ts';
import { addDatadog } from '#infra/constructs/datadog.ts';
import { grantAccess } from '#infra/constructs/grant-access.ts';
import { HttpDoors } from '#infra/constructs/http-doors.ts';
import { ServedFunction } from '#infra/constructs/served-function.ts';
import { StreamDoors } from '#infra/constructs/stream-doors.ts';
import type { Entry } from '#infra/entries.ts';
import { nameIn, stackProps } from '#infra/named.ts';
import { sizeOf } from '#infra/sizes.ts';
import type { Stage, TokenIssuer } from '#infra/stages.ts';
import { env, liveAlias } from '#lib/names.ts';
import { type Route, routes } from '#lib/routes.ts';

const rows: readonly Route[] = routes;

/** The functions and what leads to them: the API, other functions, and the clock. */
export class ServiceStack extends Stack {
  /** By entry: every file in functions/. */
  readonly functions: ReadonlyMap<string, ServedFunction>;
  readonly httpApi: HttpApi;
  readonly failedJobs: Queue;
  /** Where the world reaches the API, without a trailing slash. */
  readonly url: string;
  /** What every function finds in its environment. */
  readonly settings: Readonly<Record<string, string>>;

  constructor(app: App, stage: Stage, { tokens }: { tokens: TokenIssuer }) {
    super(app, nameIn(stage, 'service'), stackProps(stage, 'service', 'functions, API, schedules'));
    const doors = new HttpDoors(this, 'Doors', { stage });
    const background = new Background(this, 'Background', { stage });
    const environment = settings(stage, doors.url, tokens);
    const served = (entry: Entry): ServedFunction => {
      const one = new ServedFunction(this, { stage, entry, ...sizeOf(entry), environment });
      grantAccess(one, stage, access[entry]);
      return one;
    };
    const functions = new Map((Object.keys(access) as Entry[]).map((entry) => [entry, served(entry)] as const));
    const { turn, afterwards, sweep, reconcile } = Object.fromEntries(functions) as Record<Entry, ServedFunction>;

    doors.open(rows, functions, tokens);
    new StreamDoors(this, 'Streams', { rows, functions });
    // Nobody listens to an answer that begins later.
    background.job(turn, { waitsMs: 60_000 });
    background.job(afterwards, { waitsMs: 300_000 });
    background.clockwork(sweep, { everyMinutes: 1 });
    background.clockwork(reconcile, { everyMinutes: 5 });

    addDatadog(this, stage, functions.values());

    this.functions = functions;
    this.httpApi = doors.api;
    this.failedJobs = background.failedJobs;
    this.url = doors.url;
    this.settings = environment;
    new CfnOutput(this, 'ApiUrl', { value: doors.url, description: 'Where Twilio and clients reach the API' });
  }
}

/** What every function finds in its environment. Names and addresses; a secret is read where it lies. */
function settings(stage: Stage, apiUrl: string, tokens: TokenIssuer): Record<string, string> {
  const told: Record<string, string | undefined> = {
    [env.tablePrefix]: nameIn(stage, ''),
    [env.webhookBaseUrl]: apiUrl,
    [env.turnFunction]: `${nameIn(stage, 'turn')}:${liveAlias}`,
    [env.afterwardsFunction]: `${nameIn(stage, 'afterwards')}:${liveAlias}`,
    [env.allowedCidrs]: stage.allowedCidrs.join(',') || undefined,
    [env.defaultCompanyId]: stage.defaultCompanyId,
    [env.tokenIssuer]: tokens.issuer,
    [env.tokenAudience]: tokens.audience,
    [env.tokenKeysUrl]: tokens.keysUrl,
    [env.companyClaim]: tokens.companyClaim,
    [env.roleClaim]: tokens.roleClaim,
    [env.requestsPerMinute]: stage.requestsPerMinute,
  };
  return Object.fromEntries(
    Object.entries(told).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
