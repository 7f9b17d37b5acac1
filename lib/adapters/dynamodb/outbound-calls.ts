import { putOnce, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, deleteRowIf, getRow, pick, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { placesIn } from '#lib/adapters/dynamodb/places.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { OutboundCall } from '#lib/domain/outbound/outbound-call.ts';
import { formsOf } from '#lib/domain/phone-number.ts';
import type { OutboundCalls } from '#lib/ports/outbound-calls.ts';

export function dynamodbOutboundCalls(db: Database): OutboundCalls {
  const table = 'outboundCall';
  return {
    async find(companyId, outboundId) {
      const row = await getRow(db, table, { companyId, outboundId });
      return row && fromRow(row);
    },

    async createOnce(call) {
      const { companyId, customerId } = call;
      const companyCustomer = customerId === undefined ? undefined : inCompany(companyId, customerId);
      const { won, standing } = await putOnce(db, table, { ...call, companyCustomer });
      return { call: won || !standing ? call : fromRow(standing), created: won };
    },

    ofCustomer: (companyId, customerId, page) =>
      placesIn(db, { table, index: 'byCustomer', value: inCompany(companyId, customerId), companyId }, {}, page),

    // The line first: where only it is gone, the request is found again.
    async erase({ companyId, outboundId, to, state, tries }) {
      await deleteRowIf(db, table, { companyId, outboundId: lineOf(to) }, lineIsFree, { ':me': outboundId });
      const values = { ':read': state, ':readTries': tries };
      return deleteRowIf(db, table, { companyId, outboundId }, asRead, values);
    },

    async retry({ companyId, outboundId, state, tries }, triedAt) {
      const { won } = await updateIf(db, {
        table,
        key: { companyId, outboundId },
        set: { state: 'placing', tries: tries + 1, triedAt },
        condition: '#state = :read AND #tries = :readTries',
        values: { ':read': state, ':readTries': tries },
        stamp: 'triedBy',
      });
      return won;
    },

    async settle({ companyId, outboundId, tries }, state) {
      await updateIf(db, {
        table,
        key: { companyId, outboundId },
        set: { state },
        condition: '#state <> :placed AND tries = :readTries',
        values: { ':placed': 'placed', ':readTries': tries },
      });
    },

    async hold({ companyId, outboundId, to }, now, until) {
      const { won } = await updateIf(db, {
        table,
        key: { companyId, outboundId: lineOf(to) },
        set: { heldBy: outboundId, heldUntil: until, expiresAt: Math.ceil(until / 1000) + day },
        condition: 'attribute_not_exists(#heldBy) OR #heldBy = :heldBy OR #heldUntil <= :now',
        values: { ':now': now },
      });
      return won;
    },

    async release({ companyId, outboundId, to }) {
      await updateIf(db, {
        table,
        key: { companyId, outboundId: lineOf(to) },
        remove: ['heldBy', 'heldUntil'],
        condition: '#gone0 = :me',
        values: { ':me': outboundId },
      });
    },

    async placed(companyId, outboundId, callSid) {
      const { won, standing } = await updateIf(db, {
        table,
        key: { companyId, outboundId },
        set: { state: 'placed', callSid },
        condition: 'attribute_exists(companyId) AND attribute_not_exists(#callSid)',
        stamp: 'placedBy',
      });
      if (won) return callSid;
      if (standing?.callSid === undefined) throw new AppError('notFound', `No outbound call is ${outboundId}.`);
      return standing.callSid as string;
    },
  };
}

/** Conditions under which rows go. */
const lineIsFree = { text: 'attribute_not_exists(#heldBy) OR #heldBy = :me', names: { '#heldBy': 'heldBy' } };
const asRead = { text: '#state = :read AND #tries = :readTries', names: { '#state': 'state', '#tries': 'tries' } };

const inCompany = (companyId: CompanyId, customerId: string): string => `${companyId}#${customerId}`;

/** The row that says which call has a number now. No call has such an id: theirs begin with `out_`. */
const lineOf = (to: string): string => `line#${formsOf(to)[0]}`;
const day = 86_400;

const fromRow = (row: Row): OutboundCall => pick<OutboundCall>(row, fields);

const fields: Record<keyof OutboundCall, true> = {
  companyId: true,
  outboundId: true,
  to: true,
  about: true,
  opening: true,
  language: true,
  context: true,
  customerId: true,
  callbackId: true,
  state: true,
  tries: true,
  callSid: true,
  createdAt: true,
  triedAt: true,
  expiresAt: true,
};
