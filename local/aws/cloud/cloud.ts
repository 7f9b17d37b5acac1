import { LocalAlarms } from '#local/aws/cloud/alarms.ts';
import { LocalDeployments } from '#local/aws/cloud/deployments.ts';
import { LocalFunctions } from '#local/aws/cloud/functions.ts';
import { LocalParameters } from '#local/aws/cloud/parameters.ts';
import { LocalTopic } from '#local/aws/cloud/topic.ts';
import { type AwsRequest, type AwsResponse, awsError, startAwsServer } from '#local/aws/json-server.ts';

/** How a request fails: before it had its effect, or after, so that only its answer is lost. */
export type CloudFault = {
  /** `UpdateAlias`, `StopDeployment`… */
  operation: string;
  when?: 'before' | 'after';
  /** An AWS error, or a broken connection. Default: throttling. */
  how?: 'drop' | { status: number; type: string };
  times?: number;
};

/**
 * What looks after releases in AWS, on 127.0.0.1: Lambda's versions and aliases, CodeDeploy, Parameter Store, SNS and the
 * state of alarms, in the protocols that the real SDK clients speak.
 */
export type Cloud = {
  endpoint: string;
  functions: LocalFunctions;
  deployments: LocalDeployments;
  parameters: LocalParameters;
  alarms: LocalAlarms;
  topic: LocalTopic;
  /** The operations that came, failed ones included. */
  operations: string[];
  failNext(fault: CloudFault): void;
  /** The variables that lead the SDK's clients here. */
  variables: Record<string, string>;
  close(): Promise<void>;
};

type Service = { answer(operation: string, request: AwsRequest): AwsResponse | Promise<AwsResponse> };

const throttled = { status: 429, type: 'TooManyRequestsException' };

export async function startCloud(): Promise<Cloud> {
  const functions = new LocalFunctions();
  const deployments = new LocalDeployments(functions);
  const parameters = new LocalParameters();
  const alarms = new LocalAlarms();
  const topic = new LocalTopic();
  const operations: string[] = [];
  const faults: Required<Omit<CloudFault, 'times'>>[] = [];
  const services: Record<string, Service> = {
    AmazonSSM: parameters,
    CodeDeploy_20141006: deployments,
    GraniteServiceVersion20100801: alarms,
    sns: topic,
    lambda: functions,
  };
  const server = await startAwsServer({ contentType: 'application/x-amz-json-1.1' }, async (request) => {
    const [service, operation] = whatIsAsked(request);
    operations.push(operation);
    const at = faults.findIndex((fault) => fault.operation === operation);
    const [fault] = at === -1 ? [] : faults.splice(at, 1);
    const answer = services[service];
    if (answer === undefined) return awsError(404, 'UnknownOperationException', `Nothing here is called ${service}.`);
    const failure =
      fault && (fault.how === 'drop' ? undefined : awsError(fault.how.status, fault.how.type, 'Told to fail.'));
    if (fault?.when === 'before') return failure;
    const answered = await answer.answer(operation, request);
    return fault === undefined ? answered : failure;
  });
  return {
    endpoint: server.endpoint,
    functions,
    deployments,
    parameters,
    alarms,
    topic,
    operations,
    failNext: ({ operation, when = 'before', how = throttled, times = 1 }) =>
      void faults.push(...Array(times).fill({ operation, when, how })),
    variables: {
      LAMBDA_ENDPOINT: server.endpoint,
      AWS_ENDPOINT_URL_CODEDEPLOY: server.endpoint,
      AWS_ENDPOINT_URL_SSM: server.endpoint,
      AWS_ENDPOINT_URL_SNS: server.endpoint,
      AWS_ENDPOINT_URL_CLOUDWATCH: server.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'cloud',
      AWS_SECRET_ACCESS_KEY: 'cloud',
    },
    close: async () => {
      await functions.settled();
      await server.close();
    },
  };
}

/** The service and the operation: by their header, by SNS's form, else by Lambda's paths. */
function whatIsAsked(request: AwsRequest): [service: string, operation: string] {
  const target = request.header('x-amz-target')?.split('.');
  if (target !== undefined) return [target[0] ?? '', target[1] ?? ''];
  const action = new URLSearchParams(request.body).get('Action');
  if (action !== null) return ['sns', action];
  return ['lambda', LocalFunctions.operationOf(request)];
}
