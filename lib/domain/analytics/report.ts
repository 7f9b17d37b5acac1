import { type Counts, sumOf } from '#lib/domain/analytics/counts.ts';
import { type Numbers, numbersOf } from '#lib/domain/analytics/numbers.ts';
import { isoOf, namesOf, type Span } from '#lib/domain/analytics/span.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Ports } from '#lib/ports/ports.ts';
import type { Channel } from '#lib/ports/tallies.ts';

export type Report = Span & {
  total: Numbers;
  byChannel: Partial<Record<Channel, Numbers>>;
  periods: (Numbers & { begin: string })[];
};

/** The numbers of these channels in a span, from counters alone: what it costs depends on the span, never on the traffic. */
export async function reportOn(
  ports: Pick<Ports, 'tallies' | 'usage'>,
  companyId: CompanyId,
  channels: readonly Channel[],
  span: Span,
): Promise<Report> {
  const { from, to } = namesOf(span);
  const [usage, ...tallies] = await Promise.all([
    ports.usage.periods(companyId, span.granularity, from, to),
    ...channels.map((channel) => ports.tallies.list(companyId, channel, span.granularity, from, to)),
  ]);
  const found: Found[] = [
    ...channels.flatMap((channel, index) => (tallies[index] ?? []).map((one) => ({ ...one, channel }))),
    ...usage.flatMap(({ begin, parts }) =>
      parts
        .filter(({ channel }) => channels.includes(channel))
        .map(({ channel, model: _, ...sums }) => ({ begin, channel, counts: modelCounts(sums) })),
    ),
  ];
  const numbersFor = (those: readonly Found[]): Numbers => numbersOf(sumOf(those.map(({ counts }) => counts)));
  const byChannel = Map.groupBy(found, ({ channel }) => channel);
  const byBegin = [...Map.groupBy(found, ({ begin }) => begin)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...span,
    total: numbersFor(found),
    byChannel: Object.fromEntries([...byChannel].map(([channel, those]) => [channel, numbersFor(those)])),
    periods: byBegin.map(([begin, those]) => ({ begin: isoOf(begin), ...numbersFor(those) })),
  };
}

type Found = { begin: string; channel: Channel; counts: Counts };

const modelCounts = (sums: Readonly<Record<string, number>>): Counts =>
  Object.fromEntries(Object.entries(sums).map(([name, count]) => [`model:${name}`, count]));
