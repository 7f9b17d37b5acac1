import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import type { ServedFunction } from '#infra/constructs/served-function.ts';
import { nameIn } from '#infra/named.ts';
import type { Stage, TokenIssuer } from '#infra/stages.ts';
import type { Route } from '#lib/routes.ts';

/** The API: one route a row of the route table, each to the alias of its function. */
export class HttpDoors extends Construct {
  readonly api: HttpApi;
  /** Where the world reaches it, without a trailing slash. Known before there is any route, so functions may be told. */
  readonly url: string;
  readonly #stage: Stage;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.#stage = stage;
    this.api = new HttpApi(this, 'Api', {
      apiName: nameIn(stage, 'api'),
      description: `CS AI, ${stage.name}: Twilio's webhooks and the JSON API`,
      createDefaultStage: false,
      // With a name of its own it has no other: a signature is over the one URL.
      disableExecuteApiEndpoint: stage.domain !== undefined,
    });
    this.url = stage.domain === undefined ? this.api.apiEndpoint : `https://${stage.domain.name}`;
    const served = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.ratePerSecond, burstLimit: stage.throttle.burst },
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new LogGroupLogDestination(this.#accessLogs()), format: accessLogFormat },
    });
    if (stage.domain !== undefined) this.#name(stage.domain, served);
  }

  /** `timeoutMs` is the function's own: whoever waits here waits no longer than it can answer. */
  open(rows: readonly Route[], functions: ReadonlyMap<string, ServedFunction>, tokens: TokenIssuer): void {
    const authorizer = new HttpJwtAuthorizer('Tokens', tokens.issuer, { jwtAudience: [tokens.audience] });
    const integrations = new Map<string, HttpLambdaIntegration>();
    for (const { path, method, entry, door } of rows) {
      const served = functions.get(entry);
      if (served === undefined)
        throw new Error(`${method} ${path} leads to functions/${entry}.ts, which is not served.`);
      const integration =
        integrations.get(entry) ??
        new HttpLambdaIntegration(`${entry}Integration`, served.alias, {
          timeout: Duration.millis(served.timeoutMs),
          // One permission a function, not one a route: a policy may not grow without end.
          scopePermissionToRoute: false,
        });
      integrations.set(entry, integration);
      const guard: { authorizer?: IHttpRouteAuthorizer } = door === 'json' ? { authorizer } : {};
      const added = this.api.addRoutes({ path, methods: [HttpMethod[method]], integration, ...guard });
      const reason = withoutToken[door];
      if (reason !== undefined) for (const route of added) acknowledge(route, 'AwsSolutions-APIG4', reason);
    }
  }

  #accessLogs(): LogGroup {
    return new LogGroup(this, 'AccessLogs', {
      // Below this prefix AWS needs no line in the account's one resource policy of logs, which is limited.
      logGroupName: `/aws/vendedlogs/${nameIn(this.#stage, 'api')}`,
      retention: this.#stage.logDays as RetentionDays,
      removalPolicy: this.#stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  #name({ name, certificateArn, hostedZone }: NonNullable<Stage['domain']>, stage: HttpStage): void {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    const domainName = new DomainName(this, 'Domain', { domainName: name, certificate });
    new ApiMapping(this, 'Mapping', { api: this.api, domainName, stage });
    if (hostedZone === undefined) return;
    new ARecord(this, 'Record', {
      zone: HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: hostedZone.id,
        zoneName: hostedZone.name,
      }),
      recordName: name,
      target: RecordTarget.fromAlias(
        new ApiGatewayv2DomainProperties(domainName.regionalDomainName, domainName.regionalHostedZoneId),
      ),
    });
  }
}

/** Why a door takes no token. */
const withoutToken: Readonly<Record<Route['door'], string | undefined>> = {
  twilio:
    'Twilio signs each request, over the body, which no authorizer sees: the function checks the signature first.',
  open: 'Health, and the description of the API: they say nothing of anybody, and are kept, so that asking costs nothing.',
  json: undefined,
};

/**
 * Nothing personal: no address, no agent, no token's claims, and the route in place of the path, which may hold the id of a
 * call or a session. `integrationRequestId` leads to the function's own log lines.
 */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    integrationRequestId: '$context.integration.requestId',
    time: AccessLogField.contextRequestTime(),
    routeKey: AccessLogField.contextRouteKey(),
    status: AccessLogField.contextStatus(),
    responseLatencyMs: AccessLogField.contextResponseLatency(),
    integrationLatencyMs: AccessLogField.contextIntegrationLatency(),
    integrationStatus: '$context.integration.status',
    integrationError: AccessLogField.contextIntegrationErrorMessage(),
    authorizerError: AccessLogField.contextAuthorizerError(),
    responseBytes: AccessLogField.contextResponseLength(),
  }),
);
