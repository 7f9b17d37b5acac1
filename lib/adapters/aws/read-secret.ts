import {
  GetSecretValueCommand,
  InvalidRequestException,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { wordless } from '#lib/adapters/aws/wordless.ts';
import { CompanySecret } from '#lib/contracts/integration.ts';
import { AppError } from '#lib/domain/errors.ts';

/** A version of a secret. `raw` is all that it holds, what we do not know included. */
export type SecretVersion = { versionId: string; raw: Record<string, unknown>; secret: CompanySecret };

/**
 * Reads a company's secret; undefined when there is none, or it is about to be deleted. Throws AppError, naming the secret
 * and the field but never a value: a JSON parser quotes what it could not read, so its own words stay here.
 */
export async function readSecret(client: SecretsManagerClient, secretId: string): Promise<CompanySecret | undefined> {
  return (await readSecretVersion(client, secretId))?.secret;
}

/** The same, with what one must know to replace it. */
export async function readSecretVersion(
  client: SecretsManagerClient,
  secretId: string,
): Promise<SecretVersion | undefined> {
  const found = await fetchText(client, secretId);
  return found === undefined ? undefined : { versionId: found.versionId, ...parseSecret(secretId, found.text) };
}

/** What a secret's text says. Throws AppError `misconfigured`. */
export function parseSecret(secretId: string, text: string): Pick<SecretVersion, 'raw' | 'secret'> {
  const raw = parseJson(secretId, text);
  const parsed = CompanySecret.safeParse(raw);
  if (parsed.success) return { raw: raw as Record<string, unknown>, secret: parsed.data };
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'its top level');
  throw wrong(secretId, `is wrong or incomplete at ${fields.join(', ')}`);
}

async function fetchText(
  client: SecretsManagerClient,
  secretId: string,
): Promise<{ text: string; versionId: string } | undefined> {
  try {
    const { SecretString, VersionId = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    if (SecretString === undefined) throw wrong(secretId, 'holds no text: store it as a secret string, not as binary');
    return { text: SecretString, versionId: VersionId };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (cause instanceof ResourceNotFoundException || isBeingDeleted(cause)) return undefined;
    if (cause instanceof SyntaxError) throw unread(secretId, 'its answer was no JSON');
    throw unread(secretId, cause instanceof Error ? cause.name : 'unknown error', wordless(cause));
  }
}

/** Secrets Manager's answer for a secret in its recovery window. */
const isBeingDeleted = (cause: unknown): boolean =>
  cause instanceof InvalidRequestException && /marked for deletion|scheduled for deletion/i.test(cause.message);

function parseJson(secretId: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong(secretId, 'is not JSON');
  }
}

const wrong = (secretId: string, what: string): AppError =>
  new AppError(
    'misconfigured',
    `Secret ${secretId} ${what}. Its shape is CompanySecret in lib/contracts/integration.ts.`,
  );

const unread = (secretId: string, why: string, cause?: unknown): AppError =>
  new AppError('misconfigured', `Secret ${secretId} could not be read from Secrets Manager: ${why}.`, { cause });
