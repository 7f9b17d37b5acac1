import { App } from 'aws-cdk-lib';
import { afterEach, expect, test, vi } from 'vitest';
import { readStage, type StageName } from '#infra/stages.ts';

const stageOf = (name: StageName, context: Record<string, string> = {}) => readStage(new App({ context }).node, name);
afterEach(() => vi.unstubAllEnvs());

test('needs nothing to be stated', () => {
  expect(stageOf('staging')).toMatchObject({ keepsData: false, region: 'us-east-1', shift: 'allAtOnce', warm: {} });
  expect(stageOf('production')).toMatchObject({ keepsData: true, shift: 'canary10Percent15Minutes' });
});

test('takes the word for the stage before the word for both, and context before the environment', () => {
  vi.stubEnv('CS_AI_PRODUCTION_REGION', 'eu-west-1');
  expect(stageOf('production').region).toBe('eu-west-1');
  expect(stageOf('staging').region).toBe('us-east-1');
  expect(stageOf('production', { region: 'eu-north-1' }).region).toBe('eu-north-1');
  expect(stageOf('production', { region: 'eu-north-1', 'production:region': 'eu-south-1' }).region).toBe('eu-south-1');
});

test('a variable is the name of the setting, in capitals', () => {
  vi.stubEnv('CS_AI_STAGING_ALLOWED_CIDRS', '192.0.2.0/24');
  expect(stageOf('staging').allowedCidrs).toEqual(['192.0.2.0/24']);
});

test('a build is named by the deployment, or by the commit', () => {
  expect(stageOf('staging').buildId).toMatch(/^(?:[0-9a-f]{12}|dev)$/);
  vi.stubEnv('BUILD_ID', '7f3a-12');
  expect(stageOf('staging').buildId).toBe('7f3a-12');
  expect(stageOf('staging', { buildId: 'by-hand' }).buildId).toBe('by-hand');
});

test.each([
  [{ domainName: 'voice.example.com' }, 'domainName and certificateArn go together'],
  [{ tokenAudience: 'cs-ai' }, 'tokenIssuer and tokenAudience go together'],
  [{ hostedZoneId: 'Z000' }, 'hostedZoneId and hostedZoneName go together'],
])('half of a pair is an error that says so: %j', (context, message) => {
  expect(() => stageOf('production', context)).toThrow(message);
});
