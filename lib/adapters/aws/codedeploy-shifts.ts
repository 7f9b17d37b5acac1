import {
  ApplicationDoesNotExistException,
  type CodeDeployClient,
  DeploymentAlreadyCompletedException,
  DeploymentGroupDoesNotExistException,
  paginateListDeployments,
  StopDeploymentCommand,
} from '@aws-sdk/client-codedeploy';
import type { Shifts } from '#lib/ports/releases.ts';

type Options = {
  client: CodeDeployClient;
  application: string;
  /** One for each function. */
  groups: readonly string[];
};

/** Deployments of CodeDeploy that have not ended. Asked group by group: of an application alone it lists nothing. */
export function codedeployShifts({ client, application, groups }: Options): Shifts {
  const runningIn = async (group: string): Promise<string[]> => {
    const running: string[] = [];
    try {
      const pages = paginateListDeployments(
        { client },
        {
          applicationName: application,
          deploymentGroupName: group,
          includeOnlyStatuses: ['Created', 'Queued', 'InProgress', 'Baking', 'Ready'],
        },
      );
      for await (const page of pages) running.push(...(page.deployments ?? []));
    } catch (cause) {
      // A function of this build that is not deployed yet has no group.
      if (cause instanceof DeploymentGroupDoesNotExistException || cause instanceof ApplicationDoesNotExistException) {
        return [];
      }
      throw cause;
    }
    return running;
  };
  return {
    async running() {
      return (await Promise.all(groups.map(runningIn))).flat();
    },
    async stop(deploymentId) {
      await client
        .send(new StopDeploymentCommand({ deploymentId, autoRollbackEnabled: false }))
        .catch((cause: unknown) => {
          if (!(cause instanceof DeploymentAlreadyCompletedException)) throw cause;
        });
    },
  };
}
