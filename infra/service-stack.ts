import { type App, Duration, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { liveAlias, ServedFunction } from '#infra/constructs/served-function.ts';
import { nameIn, stackProps } from '#infra/named.ts';
import type { Stage } from '#infra/stages.ts';
import { env, webhookLimits } from '#lib/names.ts';
import { type Route, routes, workers } from '#lib/routes.ts';

const rows: readonly Route[] = routes;
/** A worker ends long before its job is given to another one. */
const workerTimeoutMs = 110_000;

/** The functions and what leads to them: the API, and the clock. */
export class ServiceStack extends Stack {
  /** By entry: every file in functions/. */
  readonly functions: ReadonlyMap<string, ServedFunction>;
  readonly httpApi: HttpApi;

  constructor(app: App, stage: Stage) {
    super(app, nameIn(stage, 'service'), stackProps(stage, 'service', 'functions, API, schedules'));
    this.httpApi = new HttpApi(this, 'Api', { apiName: nameIn(stage, 'api'), createDefaultStage: false });
    const environment = this.settings(stage);
    const entries = [...new Set([...rows, ...workers].map(({ entry }) => entry))];
    const routed = new Set(rows.map(({ entry }) => entry));
    this.functions = new Map(
      entries.map((entry) => [
        entry,
        new ServedFunction(this, {
          stage,
          entry,
          memoryMb: 1_024,
          timeoutMs: routed.has(entry) ? webhookLimits.timeoutMs : workerTimeoutMs,
          environment,
        }),
      ]),
    );
    this.route(stage);
  }

  private settings(stage: Stage): Record<string, string> {
    const base = stage.domain === undefined ? this.httpApi.apiEndpoint : `https://${stage.domain.name}`;
    return {
      [env.tablePrefix]: nameIn(stage, ''),
      [env.webhookBaseUrl]: base,
      [env.turnFunction]: `${nameIn(stage, 'turn')}:${liveAlias}`,
      [env.afterwardsFunction]: `${nameIn(stage, 'afterwards')}:${liveAlias}`,
    };
  }

  private route(stage: Stage): void {
    new HttpStage(this, 'ApiStage', {
      httpApi: this.httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.ratePerSecond, burstLimit: stage.throttle.burst },
    });
    const integrations = new Map(
      [...this.functions.values()].map(({ entry, alias }) => [
        entry,
        new HttpLambdaIntegration(`${entry}Integration`, alias, {
          timeout: Duration.millis(webhookLimits.timeoutMs),
          // One permission a function, not one a route: a policy has a limit of size.
          scopePermissionToRoute: false,
        }),
      ]),
    );
    for (const { path, method, entry } of rows) {
      const integration = integrations.get(entry);
      if (integration === undefined)
        throw new Error(`Route ${path} leads to functions/${entry}.ts, which is not built.`);
      this.httpApi.addRoutes({ path, methods: [HttpMethod[method]], integration });
    }
  }
}
