import type { App } from 'aws-cdk-lib';
import { DataStack } from '#infra/data-stack.ts';
import { DeliveryStack } from '#infra/delivery/delivery-stack.ts';
import { addHooks } from '#infra/delivery/hooks.ts';
import { addProbe } from '#infra/delivery/probe.ts';
import { Shifts } from '#infra/delivery/shifts.ts';
import { DatadogStack } from '#infra/observability/datadog-stack.ts';
import { ObservabilityStack } from '#infra/observability/observability-stack.ts';
import { ServiceStack } from '#infra/service-stack.ts';
import type { Stage } from '#infra/stages.ts';

export type Stacks = {
  data: DataStack;
  service: ServiceStack;
  observability: ObservabilityStack;
  delivery: DeliveryStack;
};

/**
 * One stage of the product. Arrows between its stacks go one way only, and by physical names wherever a name does: tables,
 * functions, topics and alarms are named `cs-ai-<stage>-…`, so no stack holds another one's update up with an export.
 *
 * | stack | owns | may know |
 * |---|---|---|
 * | data | tables, their key, the platform's secret, the pool of those who use the API | nothing |
 * | service | functions, versions, aliases, the API, schedules. Also all that CodeDeploy shifts an alias by (deployment groups, hooks, the alarms that stop a shift): the update policy sits on the alias and refers to its group, so they are constructs of infra/delivery/ with this stack as their scope | data, by name |
 * | delivery | the rollback function, its rule, the job that marks versions as good and prunes old ones | service, by name |
 * | observability | topics, alarms, dashboard | service, by name |
 * | datadog (optional) | monitors and dashboard at Datadog | nothing |
 *
 * To plug in: a construct of infra/delivery/ or infra/observability/ takes `service.functions` (and `service.httpApi`), and
 * is made here, below the stack it needs.
 */
export function addStage(app: App, stage: Stage): Stacks {
  const data = new DataStack(app, stage);
  const service = new ServiceStack(app, stage, { tokens: data.tokens });
  // By name only, so the CDK cannot know it.
  service.addStackDependency(data, 'functions need the tables');
  const hooks = addHooks(service, stage, service.settings);
  new Shifts(service, 'Shifts', { stage, functions: service.functions, hooks });
  addProbe(service, stage, service.settings);
  const observability = new ObservabilityStack(app, stage, { apiId: service.httpApi.apiId });
  const delivery = new DeliveryStack(app, stage);
  delivery.addStackDependency(service, 'it looks after what is there');
  delivery.addStackDependency(observability, 'it listens to its alarm and tells its topic');
  if (app.node.tryGetContext('datadogStack') !== undefined) new DatadogStack(app, stage);
  return { data, service, observability, delivery };
}
