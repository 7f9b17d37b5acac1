import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addStage } from '#infra/cloud.ts';
import { readStage } from '#infra/stages.ts';
import { type Answers, resolveIntrinsics } from '#test/infra/deployed/intrinsics.ts';

export type Statement = { Effect: 'Allow' | 'Deny'; Action: string | string[]; Resource: string | string[] };

/** A function as it would be deployed: nothing in it but what the template and the assets say. */
export type DeployedFunction = {
  name: string;
  entry: string;
  /** The unzipped asset. */
  folder: string;
  handler: string;
  timeoutMs: number;
  environment: Record<string, string>;
  statements: Statement[];
};

/** What AWS would know after the deployment. */
const url = 'https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com';
const accountId = '000000000000';

export type Assembly = { url: string; functions: DeployedFunction[]; remove(): void };

/**
 * Synthesises staging with its bundles, outside the repository, so that a bundle which misses a module does not find it in
 * node_modules; and reads the functions from what was written.
 */
export function assemble(stackName: 'service' | 'delivery' = 'service'): Assembly {
  const outdir = mkdtempSync(join(tmpdir(), 'cs-ai-assembly-'));
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
  // An issuer of one's own: the desk's can sign for it.
  const settings = { buildId: 'built-for-test', tokenIssuer: 'https://login.cs-ai.invalid', tokenAudience: 'cs-ai' };
  const app = new App({ context: { ...context, ...settings }, outdir, analyticsReporting: false });
  quietly(() => {
    addStage(app, readStage(app.node, 'staging'));
    app.synth();
  });
  const stack = join(outdir, `cs-ai-staging-${stackName}`);
  const template = JSON.parse(readFileSync(`${stack}.template.json`, 'utf8')) as Template;
  const { files } = JSON.parse(readFileSync(`${stack}.assets.json`, 'utf8')) as Assets;
  return {
    url,
    functions: functionsOf(template, (key) => join(outdir, files[key.replace('.zip', '')]?.source.path ?? 'no-asset')),
    remove: () => rmSync(outdir, { recursive: true }),
  };
}

type Resource = { Type: string; Properties: Record<string, unknown> };
type Template = { Resources: Record<string, Resource> };
type Assets = { files: Record<string, { source: { path: string } }> };
type FunctionProperties = {
  FunctionName: string;
  Handler: string;
  Timeout: number;
  Role: { 'Fn::GetAtt': [string, string] };
  Code: { S3Key: string };
  Environment: { Variables: Record<string, unknown> };
};

function functionsOf({ Resources }: Template, folderOf: (key: string) => string): DeployedFunction[] {
  const answers: Answers = {
    references: {
      'AWS::AccountId': accountId,
      'AWS::Region': 'us-east-1',
      'AWS::Partition': 'aws',
      ...Object.fromEntries(Object.entries(Resources).flatMap(([id, one]) => deployedName(id, one))),
    },
    attribute: (id, attribute) =>
      attribute === 'ApiEndpoint' ? url : `arn:aws:of-this-stack:us-east-1:${accountId}:${id}.${attribute}`,
  };
  const plain = <T>(value: unknown): T => resolveIntrinsics(value, answers) as T;
  // What is too long for a role's own policy the CDK writes into one beside it.
  const policies = Object.values(Resources).filter(({ Type }) => /^AWS::IAM::(?:Managed)?Policy$/.test(Type));
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .map(({ Properties }) => {
      const { FunctionName, Handler, Timeout, Role, Code, Environment } = Properties as unknown as FunctionProperties;
      const roleId = Role['Fn::GetAtt'][0];
      const own = policies.filter(({ Properties: { Roles } }) => JSON.stringify(Roles).includes(`"${roleId}"`));
      return {
        name: FunctionName,
        entry: FunctionName.replace('cs-ai-staging-', ''),
        folder: folderOf(Code.S3Key),
        handler: Handler,
        timeoutMs: Timeout * 1_000,
        environment: plain<Record<string, string>>(Environment.Variables),
        statements: own.flatMap(({ Properties: { PolicyDocument } }) =>
          plain<Statement[]>((PolicyDocument as { Statement: unknown }).Statement),
        ),
      };
    });
}

/** What a reference to one of CodeDeploy's things becomes: its name. */
const deployedName = (id: string, { Type, Properties }: Resource): [string, string][] => {
  const name = {
    'AWS::CodeDeploy::Application': 'ApplicationName',
    'AWS::CodeDeploy::DeploymentGroup': 'DeploymentGroupName',
  }[Type];
  return name === undefined ? [] : [[id, String(Properties[name])]];
};

/** The CDK tells standard error what it bundles; a test says nothing. */
function quietly(work: () => void): void {
  const { write } = process.stderr;
  process.stderr.write = () => true;
  try {
    work();
  } finally {
    process.stderr.write = write;
  }
}
