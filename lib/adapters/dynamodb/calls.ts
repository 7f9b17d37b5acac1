import { putOnce, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, deleteRow, getRow, pick, queryRows, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { placesIn } from '#lib/adapters/dynamodb/places.ts';
import { type CallStatus, otherEndOf, type PickedUpBy, statusesPast, type VoiceCall } from '#lib/domain/call.ts';
import { AppError } from '#lib/domain/errors.ts';
import { type Escalation, ofOldOutcome } from '#lib/domain/escalation.ts';
import type { CallSid } from '#lib/domain/ids.ts';
import type { Consent, SpokenMessage } from '#lib/domain/recording.ts';
import type { Calls } from '#lib/ports/calls.ts';

const exists = 'attribute_exists(twilioCallSid)';
const open = `${exists} AND attribute_not_exists(endedAt)`;

export function dynamodbCalls(db: Database): Calls {
  const table = 'call';
  const find = async (callSid: CallSid): Promise<VoiceCall | undefined> => {
    const row = await getRow(db, table, keyOf(callSid));
    return row && fromRow(row);
  };
  return {
    find,

    async createOnce(call) {
      const { won, standing } = await putOnce(db, table, toRow(call));
      return { call: won || !standing ? call : fromRow(standing), created: won };
    },

    // The read is for companyId, which never changes; what it says of the status only spares a write that must fail.
    async recordStatus(callSid, status, sequence) {
      const call = await find(callSid);
      const past = statusesPast(status);
      if (!call || call.endedAt !== undefined || call.lastSequence >= sequence || past.includes(call.status))
        return false;
      const { won } = await updateIf(db, {
        table,
        key: keyOf(callSid),
        set: { ...inStatus(call, status), lastSequence: sequence },
        condition: `${open} AND #lastSequence < :lastSequence AND NOT #status IN (${past.map((_, i) => `:past${i}`).join(', ')})`,
        values: Object.fromEntries(past.map((one, i) => [`:past${i}`, one])),
        stamp: 'statusBy',
      });
      return won;
    },

    async setEnding(callSid, ending) {
      const { won } = await updateIf(db, {
        table,
        key: keyOf(callSid),
        set: { ending },
        condition: `${exists} AND attribute_not_exists(#ending)`,
        stamp: 'endingBy',
      });
      return won;
    },

    async notePickUp(callSid, by) {
      const { won, standing } = await updateIf(db, {
        table,
        key: keyOf(callSid),
        set: { pickedUpBy: by },
        condition: `${exists} AND attribute_not_exists(#pickedUpBy)`,
      });
      return won ? by : (standing?.pickedUpBy as PickedUpBy | undefined);
    },

    // Stamped, so that the SDK's repeat of a write whose answer was lost finds itself: who wrote is who meters.
    async moveTransfer(callSid, attempt, from, to) {
      const unchanged = from === undefined ? 'attribute_not_exists(transfers.#entry)' : 'transfers.#entry.#rev = :rev';
      const { won, standing } = await updateIf(db, {
        table,
        key: keyOf(callSid),
        enter: { map: 'transfers', entry: String(attempt), value: to },
        condition: `${exists} AND ${unchanged}`,
        ...(from === undefined ? {} : { names: { '#rev': 'rev' }, values: { ':rev': from.rev } }),
        stamp: 'transferBy',
      });
      if (won) return { moved: true, standing: to };
      if (!standing) throw new AppError('notFound', `No call ${callSid} to record transfer ${attempt} in.`);
      return { moved: false, standing: transfersOf(standing)[attempt] };
    },

    async withdrawTransfer(callSid, attempt, from) {
      const { won } = await updateIf(db, {
        table,
        key: keyOf(callSid),
        leave: { map: 'transfers', entry: String(attempt) },
        condition: `${exists} AND transfers.#entry.#rev = :rev`,
        names: { '#rev': 'rev' },
        values: { ':rev': from.rev },
        stamp: 'transferBy',
      });
      return won;
    },

    async keepConsent(callSid, turn, consent) {
      const entry = messageAttribute(turn);
      const { won, standing } = await updateIf(db, {
        table,
        key: keyOf(callSid),
        enter: { entry, value: { consent } },
        condition: `${exists} AND attribute_not_exists(#entry)`,
      });
      if (won) return consent;
      if (!standing) throw new AppError('notFound', `No call ${callSid} to keep a consent of turn ${turn} in.`);
      return (standing[entry] as { consent: Consent }).consent;
    },

    async keepRecording(callSid, turn, recording) {
      const message = messageAttribute(turn);
      const { won } = await updateIf(db, {
        table,
        key: keyOf(callSid),
        enter: { map: message, entry: 'recording', value: recording },
        condition: `${message}.#consent.#given = :given AND attribute_not_exists(${message}.#entry)`,
        names: { '#consent': 'consent', '#given': 'given' },
        values: { ':given': true },
        stamp: 'recordedBy',
      });
      return won;
    },

    // The index says where to look, the row what is so: the index may lag.
    async withNumber(companyId, number, since, until = '~') {
      const keys = await queryRows(db, table, {
        IndexName: 'byCaller',
        KeyConditionExpression: 'companyCaller = :caller AND startedAt BETWEEN :since AND :until',
        ExpressionAttributeValues: { ':caller': `${companyId}#${number}`, ':since': since, ':until': until },
        ScanIndexForward: false,
      });
      const calls = await Promise.all(keys.map((key) => find(key.twilioCallSid as CallSid)));
      return calls.filter((call) => call !== undefined);
    },

    places: (companyId, { status, ...begun }, page) =>
      placesIn(
        db,
        status === undefined
          ? { table, index: 'byCompany', value: companyId }
          : { table, index: 'byCompanyStatus', value: `${companyId}#${status}` },
        begun,
        page,
      ),

    erase: (callSid) => deleteRow(db, table, keyOf(callSid)),

    async close(callSid, { status, endedAt, durationSeconds }) {
      const call = await find(callSid);
      if (!call || call.endedAt !== undefined) return false;
      const { won } = await updateIf(db, {
        table,
        key: keyOf(callSid),
        set: { ...inStatus(call, status), endedAt, durationSeconds },
        condition: open,
        stamp: 'closedBy',
      });
      return won;
    },
  };
}

/** A message has an attribute of its own: older rows have no map to put one into. */
const messageAttribute = (turn: number | string): string => `message${turn}`;

type Fields = Omit<VoiceCall, 'callSid' | 'recordings'>;

const fields: Record<keyof Fields, true> = {
  companyId: true,
  sessionId: true,
  direction: true,
  from: true,
  to: true,
  status: true,
  lastSequence: true,
  profile: true,
  startedAt: true,
  endedAt: true,
  durationSeconds: true,
  ending: true,
  transfers: true,
  resumes: true,
  pickedUpBy: true,
  outbound: true,
};

const keyOf = (callSid: CallSid): Row => ({ twilioCallSid: callSid });

/** The status, and with it the place in the index byCompanyStatus. */
const inStatus = ({ companyId }: VoiceCall, status: CallStatus): Row => ({
  status,
  companyStatus: `${companyId}#${status}`,
});

/** The place in the index byCaller; none for a withheld number. */
const inCompanyOf = (call: Fields): string | undefined => {
  const number = otherEndOf(call);
  return number === undefined ? undefined : `${call.companyId}#${number}`;
};

const toRow = ({ callSid, recordings = {}, ...call }: VoiceCall): Row => ({
  ...keyOf(callSid),
  ...call,
  ...Object.fromEntries(Object.entries(recordings).map(([turn, message]) => [messageAttribute(turn), message])),
  companyStatus: `${call.companyId}#${call.status}`,
  companyCaller: inCompanyOf(call),
  expiresAt: Math.floor(Date.parse(call.startedAt) / 1000) + call.profile.retentionDays * 86_400,
});

const fromRow = (row: Row): VoiceCall => ({
  callSid: row.twilioCallSid as CallSid,
  ...pick<Fields>(row, fields),
  transfers: transfersOf(row),
  ...recordingsOf(row),
});

function recordingsOf(row: Row): Pick<VoiceCall, 'recordings'> {
  const found = Object.entries(row).flatMap(([attribute, kept]) => {
    const [, turn] = /^message(\d+)$/.exec(attribute) ?? [];
    return turn === undefined ? [] : [[turn, kept as SpokenMessage] as const];
  });
  return found.length === 0 ? {} : { recordings: Object.fromEntries(found) };
}

/** Older versions kept the outcome alone, as a string. */
const transfersOf = (row: Row): VoiceCall['transfers'] =>
  Object.fromEntries(
    Object.entries((row.transfers ?? {}) as Record<string, Escalation | string>).map(([attempt, kept]) => [
      attempt,
      typeof kept === 'string' ? ofOldOutcome(kept) : kept,
    ]),
  );
