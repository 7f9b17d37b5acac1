import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { parseSecret, readSecretVersion, type SecretVersion } from '#lib/adapters/aws/read-secret.ts';
import { nameInSecret } from '#lib/adapters/aws/secret-name.ts';
import { wordless } from '#lib/adapters/aws/wordless.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { CompanySecrets, SecretChange } from '#lib/ports/company-secrets.ts';

export type CompanySecretsOptions = {
  client: SecretsManagerClient;
  /** `cs-ai/<stage>/`: a company's secret is this and its id. */
  secretPrefix: string;
};

/** Of several who edit at once each round has a winner: this many may edit one company at once. */
const maxTries = 10;

/** On the version that is being written; so no version stays without a label, and no label is left over. */
const editLabel = 'CS_AI_EDIT';

/**
 * CompanySecrets in Secrets Manager. A version is written beside the current one, and then becomes current only if the one
 * that was read still is: Secrets Manager refuses to take AWSCURRENT from a version that does not have it
 * (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html). So nobody's edit is
 * lost, be it made by hand.
 */
export function secretsManagerSecrets({ client, secretPrefix }: CompanySecretsOptions): CompanySecrets {
  const secretIdOf = (companyId: CompanyId): string => secretPrefix + nameInSecret(companyId);

  async function create(name: string, text: string): Promise<boolean> {
    const command = new CreateSecretCommand({
      Name: name,
      SecretString: text,
      ClientRequestToken: randomUUID(),
      Description: 'CS AI: the keys of one company',
    });
    return decided(() => client.send(command), 'ResourceExistsException');
  }

  async function replace(secretId: string, text: string, read: SecretVersion): Promise<boolean> {
    const token = randomUUID();
    await client.send(
      new PutSecretValueCommand({
        SecretId: secretId,
        SecretString: text,
        ClientRequestToken: token,
        VersionStages: [editLabel],
      }),
    );
    const command = new UpdateSecretVersionStageCommand({
      SecretId: secretId,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: token,
      RemoveFromVersionId: read.versionId,
    });
    const moved = await decided(() => client.send(command), 'InvalidParameterException', 'InvalidRequestException');
    // The SDK repeats a request whose answer was lost, and the repeat finds the label gone: it may be we who moved it.
    return moved || (await readSecretVersion(client, secretId))?.versionId === token;
  }

  return {
    read: async (companyId) =>
      (await asOurs(secretIdOf(companyId), () => readSecretVersion(client, secretIdOf(companyId))))?.secret ?? {},

    async edit(companyId, decide) {
      const secretId = secretIdOf(companyId);
      for (let tries = 0; tries < maxTries; tries += 1) {
        const read = await asOurs(secretId, () => readSecretVersion(client, secretId));
        const change = decide(read?.secret ?? {});
        if (change === undefined) return read?.secret ?? {};
        const text = JSON.stringify(changed(read?.raw ?? {}, change));
        const won = await asOurs(secretId, () =>
          read === undefined ? create(secretId, text) : replace(secretId, text, read),
        );
        if (won) return parseSecret(secretId, text).secret;
      }
      throw new AppError('conflict', 'The keys of this company are being edited again and again. Try once more.');
    },
  };
}

/** What an edit does not know of stays: other providers, and fields that a newer release wrote. */
function changed(raw: Record<string, unknown>, { provider, keys, edition }: SecretChange): Record<string, unknown> {
  const editions = typeof raw.editions === 'object' ? raw.editions : {};
  return { ...raw, [provider]: keys, editions: { ...editions, [provider]: edition } };
}

/** Whether it was done; false where AWS refused it with one of these exceptions. */
async function decided(ask: () => Promise<unknown>, ...refusals: readonly string[]): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (cause) {
    if (cause instanceof Error && refusals.includes(cause.name)) return false;
    throw cause;
  }
}

/** What goes wrong at AWS, as ours: nothing of its own words, which may quote what was sent. */
async function asOurs<T>(secretId: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof AppError && cause.code !== 'misconfigured') throw cause;
    if (cause instanceof AppError && cause.cause === undefined) throw cause;
    const aws = cause instanceof AppError ? cause.cause : cause;
    const name = aws instanceof Error ? aws.name : 'unknown error';
    const code = name === 'AccessDeniedException' ? 'misconfigured' : 'unavailable';
    throw new AppError(code, `Secret ${secretId} could not be written to or read from Secrets Manager: ${name}.`, {
      cause: wordless(aws),
    });
  }
}
