import { type AwsRequest, type AwsResponse, awsError, startAwsServer } from '#local/aws/json-server.ts';
import { type SecretRequest, SecretVersions } from '#local/aws/secret-versions.ts';

/** How the next request fails: as an AWS error, or with a body of one's own. */
export type SecretsFailure = {
  status?: number;
  type?: string;
  message?: string;
  body?: string;
  /** Only a request of this operation fails. Default: any. */
  operation?: Operation;
  /** It is carried out, and its answer is lost. */
  lost?: true;
};

type Operation = 'GetSecretValue' | 'PutSecretValue' | 'CreateSecret' | 'DescribeSecret' | 'UpdateSecretVersionStage';

/** Secrets Manager on 127.0.0.1, as far as this product asks it. */
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

export async function startSecrets(
  options: { port?: number; secrets?: Record<string, string> } = {},
): Promise<LocalSecrets> {
  const secrets = new Map(Object.entries(options.secrets ?? {}));
  const versions = new SecretVersions(secrets);
  const failures: SecretsFailure[] = [];
  let requests = 0;
  const server = await startAwsServer({ port: options.port, contentType: 'application/x-amz-json-1.1' }, (request) => {
    requests++;
    const operation = request.header('x-amz-target')?.replace('secretsmanager.', '') ?? '';
    const index = failures.findIndex((one) => one.operation === undefined || one.operation === operation);
    const failure = index === -1 ? undefined : failures.splice(index, 1)[0];
    if (failure === undefined) return answer(versions, operation, request);
    if (failure.lost) answer(versions, operation, request);
    return fail(failure);
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

function answer(versions: SecretVersions, operation: string, request: AwsRequest): AwsResponse {
  const body = JSON.parse(request.body || '{}') as SecretRequest;
  switch (operation) {
    case 'GetSecretValue':
      return versions.get(body);
    case 'PutSecretValue':
      return versions.put(body);
    case 'CreateSecret':
      return versions.create(body);
    case 'DescribeSecret':
      return versions.describe(body);
    case 'UpdateSecretVersionStage':
      return versions.moveStage(body);
    default:
      return awsError(400, 'UnknownOperationException', 'Not an operation of the local Secrets Manager.');
  }
}

const fail = ({ status = 500, type = 'InternalServiceError', message = 'Told to fail.', body }: SecretsFailure) =>
  body === undefined ? awsError(status, type, message) : { status, raw: body };
