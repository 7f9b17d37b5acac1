import { randomUUID } from 'node:crypto';
import { type Countable, countInto, joinRecorders } from '#lib/adapters/dynamodb/count-once.ts';
import { type Database, queryRows, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { uncounted } from '#lib/adapters/dynamodb/ledger.ts';
import type { Counts } from '#lib/domain/analytics/counts.ts';
import { periodsOf } from '#lib/domain/usage-periods.ts';
import type { Channel, Tallied, Tallies } from '#lib/ports/tallies.ts';

export function dynamodbTallies(db: Database): Tallies {
  return {
    async count(tallied) {
      const { countable, mark, finished, values, gone } = sourceOf(tallied);
      const frozen = `${countable.countedBy}Tally`;
      const { channel, at, counts, companyId } = tallied;
      const standing = await joinRecorders(db, countable, randomUUID(), {
        init: { [frozen]: { channel, at, counts } },
        condition: `#companyId = :companyId AND ${finished}`,
        names: { '#companyId': 'companyId' },
        values: { ':companyId': companyId, ...values },
      });
      if (standing === undefined) return;
      // The first recorder's numbers count: the hour, the day and the month may never disagree.
      const counted = standing[frozen] as Pick<Tallied, 'channel' | 'at' | 'counts'>;
      const counters = periodsOf(counted.at).map((period) => ({
        key: { companyId, period: keyOf(counted.channel, period) },
        add: counted.counts,
      }));
      await countInto(db, countable, mark, counters, gone);
    },

    async list(companyId, channel, kind, from, to) {
      if (from >= to) return [];
      const prefix = keyOf(channel, `${kind}#`);
      const rows = await queryRows(db, 'usageSummary', {
        KeyConditionExpression: 'companyId = :companyId AND #period BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#period': 'period' },
        ExpressionAttributeValues: { ':companyId': companyId, ':from': `${prefix}${from}`, ':to': `${prefix}${to}` },
      });
      return rows
        .map((row) => ({ begin: String(row.period).slice(prefix.length), counts: countsOf(row) }))
        .filter(({ begin }) => begin < to);
    },
  };
}

/** `voice#hour#2026-11-22T21` */
const keyOf = (channel: Channel, period: string): string => `${channel}#${period}`;

const countsOf = (row: Row): Counts =>
  Object.fromEntries(Object.entries(row).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));

type Source = { countable: Countable; mark: string; finished: string; values?: Row; gone?: readonly string[] };

/** Whose row it is, and when that row is finished. */
function sourceOf({ companyId, what }: Tallied): Source {
  switch (what.kind) {
    case 'session': {
      const key = { sessionId: what.sessionId };
      const countable: Countable = { table: 'session', key, recorders: 'recorders', countedBy: 'countedBy' };
      return { countable, mark: what.sessionId, finished: 'attribute_exists(endedAt)' };
    }
    case 'report': {
      const key = { sessionId: what.sessionId };
      const own = { recorders: 'reportRecorders', countedBy: 'reportCountedBy' };
      const countable: Countable = { table: 'session', key, ...own };
      return { countable, mark: `report#${what.sessionId}`, finished: 'attribute_exists(afterCall)' };
    }
    case 'call': {
      const key = { twilioCallSid: what.callSid };
      const countable: Countable = { table: 'call', key, recorders: 'recorders', countedBy: 'countedBy' };
      return { countable, mark: `call#${what.callSid}`, finished: 'attribute_exists(endedAt)' };
    }
    case 'action': {
      const key = { companyId, actionId: what.actionId };
      const countable: Countable = { table: 'action', key, recorders: 'recorders', countedBy: 'countedBy' };
      // It leaves the index of what is still to be counted with the write that marks it.
      const gone = ['openState'];
      const finished = '(openState = :uncounted)';
      return { countable, mark: what.actionId, finished, values: { ':uncounted': uncounted }, gone };
    }
    default:
      return what satisfies never;
  }
}
