import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { releasedEntries, routes } from '#lib/routes.ts';
import { templatesOf, testBuildId } from '#test/infra/templates.ts';

const entries = releasedEntries();
const production = templatesOf('production');
const { service, stacks } = production;

test.each(entries)('%s is served on Node 24, arm64, from the alias live', (entry) => {
  service.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: `cs-ai-production-${entry}`,
    Handler: `${entry}.handler`,
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    LoggingConfig: Match.objectLike({ LogFormat: 'JSON' }),
    Environment: { Variables: Match.objectLike({ STAGE: 'production', CS_AI_VERSION: testBuildId }) },
  });
  service.hasResourceProperties('AWS::Logs::LogGroup', {
    LogGroupName: `/aws/lambda/cs-ai-production-${entry}`,
    RetentionInDays: 90,
  });
  expect(stacks.service.functions.get(entry)?.name).toBe(`cs-ai-production-${entry}`);
});

test('every function has one version a build, kept when the next one comes, and one alias', () => {
  service.resourcePropertiesCountIs('AWS::Lambda::Alias', { Name: 'live' }, entries.length);
  service.allResources('AWS::Lambda::Version', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  service.resourceCountIs('AWS::Lambda::Version', entries.length);
});

test('every row of the route table is a route, and no other is', () => {
  const keys = Object.values(service.findResources('AWS::ApiGatewayV2::Route')).map(
    ({ Properties }) => Properties.RouteKey,
  );
  expect(keys.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
});

test('what streams has a URL of its own, on the alias, and nothing in front of it but its own check of the token', () => {
  const streaming = routes.flatMap((row) => ('stream' in row ? [row.stream] : []));
  expect(streaming).toEqual(['chat-stream']);
  service.resourceCountIs('AWS::Lambda::Url', streaming.length);
  service.hasResourceProperties('AWS::Lambda::Url', {
    AuthType: 'NONE',
    InvokeMode: 'RESPONSE_STREAM',
    Qualifier: 'live',
    TargetFunctionArn: Match.anyValue(),
  });
  expect(Object.keys(service.findOutputs('ChatStreamUrl'))).toEqual(['ChatStreamUrl']);
  const [permission] = Object.values(
    service.findResources('AWS::Lambda::Permission', { Properties: { Action: 'lambda:InvokeFunctionUrl' } }),
  );
  expect(permission?.Properties).toMatchObject({ Principal: '*', FunctionUrlAuthType: 'NONE' });
});
