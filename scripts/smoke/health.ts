import { pathOf } from '#lib/routes.ts';
import { ask, jsonOf, type Step, StepFailure } from '#scripts/smoke/step.ts';

export const health: Step = {
  id: 'health',
  does: `GET ${pathOf('health')}: 200, nothing failing, the stage and the build that are meant`,
  async take(target) {
    const answer = await ask(target, pathOf('health'));
    const { status, stage, version, dependencies } = jsonOf(answer, 'The health check') as {
      status?: string;
      stage?: string;
      version?: string;
      dependencies?: Record<string, { status: string }>;
    };
    const failing = Object.entries(dependencies ?? {}).flatMap(([name, one]) =>
      one.status === 'failing' ? [name] : [],
    );
    if (answer.status !== 200 || status !== 'ok') {
      throw new StepFailure(
        `It says ${answer.status} ${status ?? ''}${failing.length > 0 ? `; failing: ${failing.join(', ')}` : ''}.`,
        'The log of the function health says why: docs/runbook.md, rollback-health.',
      );
    }
    if (stage !== target.stage) {
      throw new StepFailure(
        `It is stage ${stage}, not ${target.stage}.`,
        'Is this the right URL, and the right account?',
      );
    }
    if (target.build !== undefined && version !== target.build) {
      throw new StepFailure(
        `Build ${version} is live, not ${target.build}.`,
        'A canary may still be shifting, or the deployment was rolled back: aws deploy list-deployments.',
      );
    }
    return `build ${version} in ${stage}, all well`;
  },
};
