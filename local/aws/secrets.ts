import { randomUUID } from 'node:crypto';
import { type AwsRequest, type AwsResponse, awsError, startAwsServer } from '#local/aws/json-server.ts';

/** How the next request fails: as an AWS error, or with a body of one's own. */
export type SecretsFailure = { status?: number; type?: string; message?: string; body?: string };

/** Secrets Manager on 127.0.0.1: GetSecretValue, PutSecretValue and CreateSecret. */
export type LocalSecrets = {
  endpoint: string;
  /** By name. Change it and the next read sees it. */
  secrets: Map<string, string>;
  /** How many requests came, failed ones included. */
  readonly requests: number;
  /** Fails the next requests, one each. The SDK tries again by default: fail all its attempts, or give the client one. */
  failNext(failure?: SecretsFailure, times?: number): void;
  close(): Promise<void>;
};

type Body = { SecretId?: string; Name?: string; SecretString?: string; ClientRequestToken?: string };

export async function startSecrets(
  options: { port?: number; secrets?: Record<string, string> } = {},
): Promise<LocalSecrets> {
  const secrets = new Map(Object.entries(options.secrets ?? {}));
  const failures: SecretsFailure[] = [];
  let requests = 0;
  const server = await startAwsServer({ port: options.port, contentType: 'application/x-amz-json-1.1' }, (request) => {
    requests++;
    const failure = failures.shift();
    return failure === undefined ? answer(secrets, request) : fail(failure);
  });
  return {
    endpoint: server.endpoint,
    secrets,
    get requests() {
      return requests;
    },
    failNext: (failure = {}, times = 1) => void failures.push(...Array<SecretsFailure>(times).fill(failure)),
    close: server.close,
  };
}

function answer(secrets: Map<string, string>, request: AwsRequest): AwsResponse {
  const body = JSON.parse(request.body || '{}') as Body;
  const name = nameOf(body.SecretId ?? body.Name ?? '');
  const found = secrets.get(name);
  switch (request.header('x-amz-target')) {
    case 'secretsmanager.GetSecretValue':
      if (found === undefined) return notFound;
      return { status: 200, json: { ...description(name), SecretString: found, CreatedDate: nowInSeconds() } };
    case 'secretsmanager.PutSecretValue':
      if (found === undefined) return notFound;
      secrets.set(name, body.SecretString ?? '');
      return { status: 200, json: description(name, body.ClientRequestToken) };
    case 'secretsmanager.CreateSecret':
      if (found !== undefined) return exists(name);
      secrets.set(name, body.SecretString ?? '');
      return { status: 200, json: description(name, body.ClientRequestToken) };
    default:
      return awsError(400, 'UnknownOperationException', 'Not an operation of the local Secrets Manager.');
  }
}

/** A secret is asked for by name or by ARN, whose last seven characters are AWS's own. */
const nameOf = (id: string): string => /^arn:aws:secretsmanager:[^:]*:\d*:secret:(.+)-\w{6}$/.exec(id)?.[1] ?? id;

const description = (name: string, token: string = randomUUID()) => ({
  ARN: `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-l0c4l0`,
  Name: name,
  VersionId: token,
  VersionStages: ['AWSCURRENT'],
});

const nowInSeconds = (): number => Date.now() / 1000;

const notFound = awsError(400, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.");

const exists = (name: string): AwsResponse =>
  awsError(400, 'ResourceExistsException', `The operation failed because the secret ${name} already exists.`);

const fail = ({ status = 500, type = 'InternalServiceError', message = 'Told to fail.', body }: SecretsFailure) =>
  body === undefined ? awsError(status, type, message) : { status, raw: body };
