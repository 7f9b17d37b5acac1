import { expect, test } from 'vitest';
import { operations, workers } from '#lib/routes.ts';
import { type Properties, propertiesOf, templatesOf } from '#test/infra/templates.ts';

const { service, delivery } = templatesOf('production');
const templates = [service, delivery];
const critical = 'cs-ai-production-critical';

/** Whom nobody waits for. `again`: how often Lambda runs what fails once more; an event older than `seconds` it gives up. */
const decided: Record<string, { again: number; seconds: number; tells?: string; why: string }> = {
  turn: {
    again: 0,
    seconds: 60,
    tells: 'FailedJobs',
    why: 'the webhook that waits starts another one after 2.5 seconds',
  },
  afterwards: { again: 0, seconds: 300, tells: 'FailedJobs', why: 'the sweep takes what is left of the outbox' },
  sweep: { again: 0, seconds: 60, tells: 'FailedJobs', why: 'the next minute does its work' },
  reconcile: { again: 0, seconds: 60, tells: 'FailedJobs', why: 'the next run does its work' },
  probe: { again: 0, seconds: 60, why: 'each minute has its own look' },
  'mark-good': { again: 0, seconds: 300, why: 'the next run does its work' },
  'check-release': { again: 2, seconds: 1_800, why: 'CodeDeploy waits an hour for an answer that did not get through' },
  'check-traffic': { again: 2, seconds: 1_800, why: 'the same' },
  rollback: { again: 2, seconds: 900, tells: critical, why: 'the alarm changes its state once' },
};

/** What is said of a function's asynchronous events, of its alias or of the function itself. */
function configsOf(entry: string): Properties[] {
  return templates.flatMap((template) => {
    const ids = Object.entries(template.findResources('AWS::Lambda::Function'))
      .filter(([, { Properties }]) => Properties.FunctionName === `cs-ai-production-${entry}`)
      .map(([id]) => id);
    return propertiesOf(template, 'AWS::Lambda::EventInvokeConfig').filter(({ FunctionName }) =>
      ids.includes(FunctionName.Ref),
    );
  });
}

test.each(Object.entries(decided))('what becomes of an event that %s failed at is decided', (entry, wanted) => {
  const configs = configsOf(entry);
  expect(configs).toHaveLength(1);
  const [config] = configs;
  expect([config?.MaximumRetryAttempts, config?.MaximumEventAgeInSeconds]).toEqual([wanted.again, wanted.seconds]);
  // Of the alias, whose version takes the event: the last part of its ARN. What has no alias is its only version.
  const isWorker = workers.some((worker) => worker.entry === entry);
  expect(JSON.stringify(config?.Qualifier)).toMatch(isWorker ? new RegExp(`\\[7,.*"${entry}Live`) : /^"\$LATEST"$/);
  const told = JSON.stringify(config?.DestinationConfig?.OnFailure) ?? '';
  if (wanted.tells === undefined) expect(told).toBe('');
  else expect(told).toContain(wanted.tells);
});

test('of everybody whom nobody waits for, and of nobody else', () => {
  const started = [...workers, ...operations].map(({ entry }) => entry);
  expect(Object.keys(decided).toSorted()).toEqual(started.toSorted());
  const configs = templates.flatMap((template) => propertiesOf(template, 'AWS::Lambda::EventInvokeConfig'));
  expect(configs).toHaveLength(started.length);
});

test('a rule hands an event on as often as Lambda runs it', () => {
  const rules = templates.flatMap((template) => propertiesOf(template, 'AWS::Events::Rule'));
  for (const { Name, Targets } of rules) {
    const { again, seconds } = decided[String(Name).replace('cs-ai-production-', '')] ?? {};
    expect(Targets, Name).toEqual([
      expect.objectContaining({ RetryPolicy: { MaximumRetryAttempts: again, MaximumEventAgeInSeconds: seconds } }),
    ]);
  }
  expect(rules).toHaveLength(5);
});
