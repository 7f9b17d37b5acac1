import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { apiLimits, webhookLimits } from '#lib/names.ts';
import { type Route, routes } from '#lib/routes.ts';
import { propertiesOf, templatesOf } from '#test/infra/templates.ts';

const rows: readonly Route[] = routes;
const { service } = templatesOf('production');
const named = templatesOf('production', {
  domainName: 'voice.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000',
  hostedZoneId: 'Z000',
  hostedZoneName: 'example.com',
}).service;

const routeOf = ({ method, path }: Route) =>
  propertiesOf(service, 'AWS::ApiGatewayV2::Route').find(({ RouteKey }) => RouteKey === `${method} ${path}`);

test('every row of the route table is a route, and no other is', () => {
  const keys = propertiesOf(service, 'AWS::ApiGatewayV2::Route').map(({ RouteKey }) => RouteKey);
  expect(keys.sort()).toEqual(rows.map(({ method, path }) => `${method} ${path}`).sort());
});

test.each(rows)('$method $path leads to the alias of its function, which lets the API in', (row) => {
  const integrationId = routeOf(row)?.Target['Fn::Join'][1][1].Ref;
  const integration = service.findResources('AWS::ApiGatewayV2::Integration')[integrationId]?.Properties;
  expect(integration).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
  const alias = integration.IntegrationUri.Ref;
  const version = service.findResources('AWS::Lambda::Alias')[alias]?.Properties.FunctionName.Ref;
  expect(service.findResources('AWS::Lambda::Function')[version]?.Properties).toMatchObject({
    FunctionName: `cs-ai-production-${row.entry}`,
  });
  service.hasResourceProperties('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    FunctionName: { Ref: alias },
  });
});

test.each(rows)('$method $path asks for a token where its door does, and nowhere else', (row) => {
  expect(routeOf(row)?.AuthorizationType).toBe(row.door === 'json' ? 'JWT' : 'NONE');
});

test('API Gateway waits for a webhook less than the 15 s of Twilio, and for nobody longer than the function runs', () => {
  for (const row of rows) {
    const id = routeOf(row)?.Target['Fn::Join'][1][1].Ref;
    const { TimeoutInMillis } = service.findResources('AWS::ApiGatewayV2::Integration')[id]?.Properties ?? {};
    expect(TimeoutInMillis).toBe(row.door === 'json' ? apiLimits.timeoutMs : webhookLimits.timeoutMs);
  }
});

test('what is over the limit is a failed call, so the limit is far above any peak', () => {
  service.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    StageName: '$default',
    AutoDeploy: true,
    DefaultRouteSettings: Match.objectLike({ ThrottlingRateLimit: 2_000, ThrottlingBurstLimit: 4_000 }),
  });
});

test('the access log tells the route, the status and the time it took, and nothing of who asked', () => {
  const [stage] = propertiesOf(service, 'AWS::ApiGatewayV2::Stage');
  const format = JSON.stringify(stage?.AccessLogSettings.Format);
  for (const told of ['requestId', 'routeKey', 'status', 'responseLatency']) expect(format).toContain(told);
  expect(format).not.toMatch(/identity|sourceIp|userAgent|claims|context\.path|requestOverride|header|principal/i);
  service.hasResourceProperties('AWS::Logs::LogGroup', {
    LogGroupName: '/aws/vendedlogs/cs-ai-production-api',
    RetentionInDays: 90,
  });
});

test('tokens are taken from the user pool of the stage, or from the issuer that is named', () => {
  service.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', { AuthorizerType: 'JWT' });
  const own = templatesOf('production', { tokenIssuer: 'https://login.example.com/', tokenAudience: 'desk' });
  own.service.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
    JwtConfiguration: { Audience: ['desk'], Issuer: 'https://login.example.com/' },
  });
  own.service.hasResourceProperties('AWS::Lambda::Function', {
    Environment: {
      Variables: Match.objectLike({ API_TOKEN_ISSUER: 'https://login.example.com/', API_TOKEN_AUDIENCE: 'desk' }),
    },
  });
  own.data.resourceCountIs('AWS::Cognito::UserPool', 0);
});

test('without a domain functions are told the name that AWS gave the API', () => {
  service.allResourcesProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: false });
  for (const { Environment } of propertiesOf(service, 'AWS::Lambda::Function')) {
    const base = Environment?.Variables.TWILIO_WEBHOOK_BASE_URL;
    if (base !== undefined) expect(base).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/Api/), 'ApiEndpoint'] });
  }
});

test('with a domain there is no other way in, and every signature is over its name', () => {
  named.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
  named.hasResourceProperties('AWS::ApiGatewayV2::DomainName', { DomainName: 'voice.example.com' });
  named.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
  named.hasResourceProperties('AWS::Route53::RecordSet', { Name: 'voice.example.com.', Type: 'A' });
  named.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'cs-ai-production-inbound',
    Environment: { Variables: Match.objectLike({ TWILIO_WEBHOOK_BASE_URL: 'https://voice.example.com' }) },
  });
});
