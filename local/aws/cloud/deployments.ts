import { randomUUID } from 'node:crypto';
import type { LocalFunctions } from '#local/aws/cloud/functions.ts';
import { type AwsRequest, type AwsResponse, awsError } from '#local/aws/json-server.ts';

type Deployment = {
  id: string;
  application: string;
  group: string;
  status: 'InProgress' | 'Stopped' | 'Succeeded';
  function: string;
  from: number;
  to: number;
  /** How often it is still seen running after it was told to stop. */
  lingers: number;
  stopping: boolean;
};

/** CodeDeploy's deployments of Lambda aliases: shifted, stopped, and asked by their hooks. */
export class LocalDeployments {
  readonly #functions: LocalFunctions;
  readonly #deployments = new Map<string, Deployment>();
  readonly #groups = new Set<string>();
  /** What hooks reported, in order. */
  readonly reports: { deployment: string; hook: string; status: string }[] = [];
  /** Whether a deployment was told to go back by itself. */
  readonly stops: { deployment: string; goesBack: boolean }[] = [];

  constructor(functions: LocalFunctions) {
    this.#functions = functions;
  }

  /** Starts to shift a function's alias to a version, a tenth at first. The group is named as the function is. */
  shift(application: string, name: string, to: number, { lingers = 0 } = {}): string {
    const id = `d-${randomUUID().slice(0, 9).toUpperCase()}`;
    const from = this.#functions.liveOf(name).version;
    this.#groups.add(name);
    this.#deployments.set(id, {
      id,
      application,
      group: name,
      status: 'InProgress',
      function: name,
      from,
      to,
      lingers,
      stopping: false,
    });
    this.#functions.point(name, from, { [to]: 0.1 });
    return id;
  }

  statusOf(id: string): string | undefined {
    return this.#deployments.get(id)?.status;
  }

  /** `<application>/<group>`, by which a role knows it. */
  groupOf(id: string): string | undefined {
    const known = this.#deployments.get(id);
    return known && `${known.application}/${known.group}`;
  }

  answer(operation: string, { body }: AwsRequest): AwsResponse {
    const asked = JSON.parse(body) as Record<string, never>;
    switch (operation) {
      case 'ListDeployments':
        return this.#list(asked);
      case 'StopDeployment':
        return this.#stop(asked);
      case 'GetDeployment':
        return this.#get(asked);
      case 'PutLifecycleEventHookExecutionStatus':
        this.reports.push({
          deployment: asked.deploymentId ?? '',
          hook: asked.lifecycleEventHookExecutionId ?? '',
          status: asked.status ?? '',
        });
        return { status: 200, json: { lifecycleEventHookExecutionId: asked.lifecycleEventHookExecutionId } };
      default:
        return awsError(400, 'UnknownOperationException', `${operation} is not here.`);
    }
  }

  #list(asked: {
    applicationName?: string;
    deploymentGroupName?: string;
    includeOnlyStatuses?: string[];
  }): AwsResponse {
    if (asked.applicationName !== undefined && asked.deploymentGroupName === undefined) {
      return awsError(400, 'DeploymentGroupNameRequiredException', 'An application is asked with its group.');
    }
    if (!this.#groups.has(asked.deploymentGroupName ?? '')) {
      return awsError(400, 'DeploymentGroupDoesNotExistException', 'No Deployment Group found.');
    }
    for (const deployment of this.#deployments.values()) {
      if (deployment.stopping && deployment.lingers-- <= 0) deployment.status = 'Stopped';
    }
    const found = [...this.#deployments.values()].filter(
      ({ application, group, status }) =>
        application === asked.applicationName &&
        group === asked.deploymentGroupName &&
        (asked.includeOnlyStatuses ?? [status]).includes(status),
    );
    return { status: 200, json: { deployments: found.map(({ id }) => id) } };
  }

  #stop(asked: { deploymentId?: string; autoRollbackEnabled?: boolean }): AwsResponse {
    const deployment = this.#deployments.get(asked.deploymentId ?? '');
    if (deployment === undefined) return awsError(400, 'DeploymentDoesNotExistException', 'No such deployment.');
    if (deployment.status !== 'InProgress') {
      return awsError(400, 'DeploymentAlreadyCompletedException', 'The deployment has ended.');
    }
    deployment.stopping = true;
    if (deployment.lingers <= 0) deployment.status = 'Stopped';
    this.stops.push({ deployment: deployment.id, goesBack: asked.autoRollbackEnabled !== false });
    return { status: 200, json: { status: deployment.lingers > 0 ? 'Pending' : 'Succeeded' } };
  }

  #get(asked: { deploymentId?: string }): AwsResponse {
    const deployment = this.#deployments.get(asked.deploymentId ?? '');
    if (deployment === undefined) return awsError(400, 'DeploymentDoesNotExistException', 'No such deployment.');
    const Properties = {
      Name: deployment.function,
      Alias: 'live',
      CurrentVersion: String(deployment.from),
      TargetVersion: String(deployment.to),
    };
    // As CloudFormation writes it.
    const content = JSON.stringify({
      version: 0,
      Resources: [{ [deployment.function]: { Type: 'AWS::Lambda::Function', Properties } }],
    });
    return {
      status: 200,
      json: {
        deploymentInfo: {
          deploymentId: deployment.id,
          applicationName: deployment.application,
          deploymentGroupName: deployment.group,
          status: deployment.status,
          computePlatform: 'Lambda',
          revision: { revisionType: 'String', string: { content } },
        },
      },
    };
  }
}
