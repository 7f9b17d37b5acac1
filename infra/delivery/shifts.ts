import { type CfnElement, Stack } from 'aws-cdk-lib';
import { Alarm, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type ILambdaDeploymentConfig,
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
} from 'aws-cdk-lib/aws-codedeploy';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import type { ServedFunction } from '#infra/constructs/served-function.ts';
import { nameIn } from '#infra/named.ts';
import { alarmOf } from '#infra/observability/alarm-of.ts';
import { type CanaryKind, canaryAlarm, rollbackAlarms } from '#infra/observability/alarms/rollback.ts';
import type { Stage } from '#infra/stages.ts';
import { liveAlias, releaseNames } from '#lib/names.ts';
import { type Route, routes } from '#lib/routes.ts';

export type ShiftsProps = {
  readonly stage: Stage;
  readonly functions: ReadonlyMap<string, ServedFunction>;
  /** Asked before callers reach a new version, and after. */
  readonly hooks: { readonly before: LambdaFunction; readonly after: LambdaFunction };
};

const configs: Readonly<Record<Stage['shift'], ILambdaDeploymentConfig>> = {
  allAtOnce: LambdaDeploymentConfig.ALL_AT_ONCE,
  // Longer than the five minutes that the alarms look back over: CodeDeploy stops watching when it is done.
  canary10Percent15Minutes: LambdaDeploymentConfig.CANARY_10PERCENT_15MINUTES,
};

/**
 * How a new version of each function takes over: its alias is shifted by CodeDeploy, which takes the traffic away again when
 * the version fails (its own alarm), when the stage does (the rollback alarms), or when a hook says no. Made with the service
 * stack as scope, because the update policy sits on the alias.
 */
export class Shifts extends Construct {
  constructor(scope: Construct, id: string, { stage, functions, hooks }: ShiftsProps) {
    super(scope, id);
    const names = releaseNames(stage.name);
    const application = new LambdaApplication(this, 'Application', { applicationName: names.application });
    // By name: they are of a stack that is deployed after this one.
    const ofStage = rollbackAlarms.map(({ id: alarm }) => Alarm.fromAlarmName(this, alarm, nameIn(stage, alarm)));
    for (const served of functions.values()) {
      const group = new LambdaDeploymentGroup(this, served.entry, {
        application,
        deploymentGroupName: served.name,
        alias: served.alias,
        deploymentConfig: configs[stage.shift],
        alarms: [this.#versionAlarm(served, stage), ...ofStage],
        ignoreAlarmConfiguration: stage.ignoreAlarms,
        // What CodeDeploy cannot see it does not go on with.
        ignorePollAlarmsFailure: false,
        autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
        preHook: hooks.before,
        postHook: hooks.after,
      });
      for (const hook of [hooks.before, hooks.after]) {
        acknowledge(
          group.role,
          `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(hook.node.defaultChild as CfnElement)}.Arn>:*]`,
          "CodeDeploy's own limited role is not told of a hook's name: it may start this one, in whatever version.",
        );
      }
      acknowledge(
        group.role,
        'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
        "CodeDeploy's own limited policy for Lambda: aliases, hooks that are named to it, and the state of alarms.",
      );
    }
  }

  /** Fires for the version being tried out alone: at a tenth of the traffic it drowns in everything else. */
  #versionAlarm(served: ServedFunction, stage: Stage): IAlarm {
    const version = { function: served.name, alias: liveAlias, number: served.version.version };
    return alarmOf(this, canaryAlarm(served.entry, kindOf(served.entry)), { stage, version }, `canary-${served.entry}`);
  }
}

const rows: readonly Route[] = routes;

function kindOf(entry: string): CanaryKind {
  if (entry === 'turn') return 'turn';
  const door = rows.find((row) => row.entry === entry || row.stream === entry)?.door;
  return door === 'twilio' ? 'webhook' : door === 'json' ? 'api' : 'other';
}
