import { App, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { templatesOf, temporaryFolder } from '#test/infra/templates.ts';

// `npm run synth` looks at stages without an account; what is acknowledged there must be so with one too.
test.each(['staging', 'production'] as const)(
  'cdk-nag finds nothing in %s once its account is known',
  (name) => {
    const { app } = templatesOf(name, { account: '000000000000' });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    expect(() => app.synth({ force: true })).not.toThrow();
  },
  90_000,
);

test('a finding that nobody has acknowledged fails the synthesis', () => {
  const app = new App({ analyticsReporting: false, outdir: temporaryFolder() });
  new Queue(new Stack(app, 'Naked'), 'Queue');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
}, 90_000);
