/** A CloudFormation template, as far as it is looked at here. */
export type Template = { Resources?: Record<string, Resource> };
type Resource = { Type: string; Properties?: Record<string, unknown>; DeletionPolicy?: string };

/** What is lost with a resource of a type, and which of its properties CloudFormation changes only by making another one. */
const kinds: Readonly<Record<string, { loses: string; fixed: readonly string[] }>> = {
  'AWS::DynamoDB::GlobalTable': { loses: 'its rows', fixed: ['TableName', 'KeySchema', 'LocalSecondaryIndexes'] },
  'AWS::DynamoDB::Table': { loses: 'its rows', fixed: ['TableName', 'KeySchema', 'LocalSecondaryIndexes'] },
  'AWS::KMS::Key': { loses: 'whatever it encrypts', fixed: [] },
  'AWS::SecretsManager::Secret': { loses: 'the keys in it', fixed: ['Name'] },
  'AWS::Logs::LogGroup': { loses: 'its log', fixed: ['LogGroupName'] },
  'AWS::ApiGatewayV2::Api': { loses: 'the URL that Twilio has', fixed: ['ProtocolType'] },
  'AWS::ApiGatewayV2::DomainName': { loses: 'the URL that Twilio has', fixed: ['DomainName'] },
  'AWS::Cognito::UserPool': { loses: 'its users', fixed: ['AliasAttributes', 'UsernameAttributes'] },
};

/**
 * What a deployment would remove or make anew and nobody could bring back, in words. Versions, permissions and roles come
 * and go with every deployment and are not meant: for those, `cdk diff --fail-on destructive` would always fire.
 */
export function losses(deployed: Template, planned: Template): string[] {
  return Object.entries(deployed.Resources ?? {}).flatMap(([id, old]) => {
    const kind = kinds[old.Type];
    if (kind === undefined) return [];
    const what = `${old.Type} ${nameOf(old) ?? id}`;
    const next = planned.Resources?.[id];
    if (next === undefined) {
      const kept = old.DeletionPolicy?.startsWith('Retain') ?? false;
      return [
        `${what} leaves the stack: ${kept ? 'it stays in the account, unmanaged' : `${kind.loses} would be lost`}`,
      ];
    }
    if (next.Type !== old.Type) return [`${what} becomes a ${next.Type}: ${kind.loses} would be lost`];
    const changed = kind.fixed.filter((name) => differ(old.Properties?.[name], next.Properties?.[name]));
    const replaced = changed.map(
      (name) => `${what} is made anew, because ${name} changes: ${kind.loses} would be lost`,
    );
    return [...replaced, ...lostIndexes(what, old, next)];
  });
}

/** Dropping an index loses no rows, but whoever still reads it fails at once: the old version, while traffic shifts. */
function lostIndexes(what: string, old: Resource, next: Resource): string[] {
  const kept = indexesOf(next);
  return indexesOf(old)
    .filter((name) => !kept.includes(name))
    .map((name) => `${what} loses its index ${name}: the version before still reads it while traffic shifts`);
}

const indexesOf = ({ Properties }: Resource): string[] =>
  ((Properties?.GlobalSecondaryIndexes ?? []) as { IndexName: string }[]).map(({ IndexName }) => IndexName);

const nameOf = ({ Properties = {} }: Resource): string | undefined =>
  ['TableName', 'Name', 'LogGroupName', 'DomainName']
    .map((key) => Properties[key])
    .find((name) => typeof name === 'string') as string | undefined;

const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
