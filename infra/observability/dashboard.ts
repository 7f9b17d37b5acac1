import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, GraphWidget, type IAlarm, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { nameIn } from '#infra/named.ts';
import { dashboardRows, type Graph, type Row } from '#infra/observability/dashboard-rows.ts';
import { readingOf, type Scene } from '#infra/observability/metric-of.ts';

/** What whoever is woken opens: which alarms are red, then a row for each question, every metric of ours among them. */
export function addDashboard(scope: Construct, scene: Scene, alarms: readonly IAlarm[]): Dashboard {
  const { stage } = scene;
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: nameIn(stage, 'calls'),
    defaultInterval: Duration.hours(3),
    widgets: [
      [
        new TextWidget({
          markdown: `# CS AI, ${stage.name}\nRead from the top; stop at the first row that looks wrong. Each red alarm has an article of its id in docs/runbook.md. To go back to the last good version: \`scripts/rollback.sh ${stage.name}\`.`,
          width: 24,
          height: 3,
        }),
      ],
      [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 5 })],
      ...dashboardRows.flatMap((row) => [[titleOf(row)], row.graphs.map((graph) => graphOf(graph, scene))]),
    ],
  });
}

const titleOf = ({ title, asks }: Row): TextWidget =>
  new TextWidget({ markdown: `## ${title}\n${asks}`, width: 24, height: 2 });

function graphOf({ title, lines, periodS, limit }: Graph, scene: Scene): GraphWidget {
  const period = Duration.seconds(periodS);
  return new GraphWidget({
    title,
    width: 6,
    height: 6,
    left: Object.entries(lines).map(([label, reading]) => readingOf(reading, scene, period, label)),
    leftYAxis: { min: 0, showUnits: false },
    ...(limit === undefined ? {} : { leftAnnotations: [{ ...limit, color: '#d13212' }] }),
  });
}
