import * as z from 'zod/mini';
import {
  checkedCustomers,
  checkedDone,
  checkedOrder,
  checkedOrders,
  checkedResult,
} from '#lib/adapters/commerce/checked-answers.ts';
import type { Resolve } from '#lib/adapters/commerce/public-addresses.ts';
import {
  NoAnswer,
  postSigned,
  requireEndpoint,
  type ShopAnswer,
  shopConnections,
} from '#lib/adapters/commerce/signed-post.ts';
import { ShopRefusal } from '#lib/contracts/commerce-answers.ts';
import { type CommerceQuestion, commandTypes, commerceVersion, toQuestion } from '#lib/contracts/commerce-webhook.ts';
import type { CommerceCommand, CommerceResult } from '#lib/domain/commerce.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Clock } from '#lib/ports/clock.ts';
import { type Commerce, CommerceError } from '#lib/ports/commerce.ts';

export type WebhookShopOptions = {
  companyId: CompanyId;
  endpoint: string;
  /** Every one of them signs: two while the company changes keys. */
  signingKeys: readonly string[];
  clock: Clock;
  newId(kind: string): string;
  /** Plain http to this machine is served. Only for the desk. */
  loopback?: boolean;
  /** Who finds the addresses of the endpoint's name. Default: the system. */
  resolve?: Resolve;
  /** Milliseconds of each of a read's two tries. */
  readTimeoutMs?: number;
  /** Milliseconds of a command as a whole. */
  commandTimeoutMs?: number;
  /** The shop refused our key or signature. */
  onKeyRefused?(): void;
};

export type WebhookShop = Commerce & {
  /** Resolves where the endpoint answers and takes our signature. */
  ping(): Promise<void>;
};

/** Milliseconds between asking again about a key that the shop is still at work on. */
const pausesMs = [250, 500, 1_000, 2_000, 4_000];
const betweenTriesMs = 150;

/** A company's own endpoint as Commerce. Throws AppError `misconfigured` for an endpoint that we do not call. */
export function webhookShop(options: WebhookShopOptions): WebhookShop {
  const { companyId, signingKeys, clock, readTimeoutMs = 3_000, commandTimeoutMs = 8_000 } = options;
  const { loopback = false, resolve } = options;
  const endpoint = requireEndpoint(options.endpoint, loopback);
  const connections = shopConnections({ loopback, resolve });

  const ask = async (question: CommerceQuestion, signal: AbortSignal, key?: string): Promise<ShopAnswer> => {
    const body = JSON.stringify({ version: commerceVersion, id: options.newId('ask'), companyId, ...question });
    const atSeconds = Math.floor(clock.now() / 1_000);
    const answer = await postSigned({
      endpoint,
      connections,
      signingKeys,
      atSeconds,
      body,
      idempotencyKey: key,
      signal,
    });
    if (answer.status === 401 || answer.status === 403) options.onKeyRefused?.();
    return answer;
  };

  /** The answer's data, or undefined where there is no such thing. One more try where the first brought no answer. */
  const read = async (question: CommerceQuestion, certainty: CommerceError['certainty'] = 'not-done') => {
    const once = () => ask(question, AbortSignal.timeout(readTimeoutMs)).catch(toNoAnswer);
    let answer = await once();
    if (answer instanceof NoAnswer || isPassing(answer.status)) {
      await clock.sleep(betweenTriesMs);
      answer = await once();
    }
    const fault = (what: string, cause?: unknown) =>
      new CommerceError(certainty, `The shop ${what} at ${question.type}.`, { cause });
    if (answer instanceof NoAnswer) throw fault(answer.message, answer);
    if (answer.status === 404) return undefined;
    if (!isOk(answer.status)) throw fault(`answered ${answer.status}`);
    const found = z.safeParse(Answer, answer.json);
    if (!found.success) throw fault('answered without data');
    return found.data.data;
  };

  return {
    async ping() {
      if ((await read({ type: 'ping', data: {} })) === undefined) {
        throw new CommerceError('not-done', 'The shop answered 404 at ping: is the path of the endpoint right?');
      }
    },
    async findCustomers(query) {
      const asked = Object.values(query).filter((field) => field !== undefined);
      // A shop that forgot to look would answer with everybody.
      if (asked.length === 0 || !asked.every(isAskable)) return [];
      const data = await read({ type: 'customers.find', data: query });
      return data === undefined ? [] : checkedCustomers(data, query);
    },
    async listOrders(customerId) {
      if (!isAskable(customerId)) return [];
      const data = await read({ type: 'orders.list', data: { customerId } });
      return data === undefined ? [] : checkedOrders(data, customerId, clock.now());
    },
    async getOrder(orderId) {
      if (!isAskable(orderId)) return undefined;
      const data = await read({ type: 'orders.get', data: { orderId } });
      return data === undefined ? undefined : checkedOrder(data, orderId, clock.now());
    },
    async findResult(command) {
      const { key, kind } = command;
      const data = await read({ type: 'result.get', data: { key, type: commandTypes[kind] } }, 'unknown');
      // A page that is not there is a wrong path far more often than a key that never came.
      if (data === undefined)
        throw new CommerceError('unknown', 'The shop answered 404 at result.get, which says nothing.');
      return checkedResult(data, command);
    },

    async execute(command) {
      const deadline = AbortSignal.timeout(commandTimeoutMs);
      const once = () => ask(toQuestion(command), deadline, command.key).catch(toNoAnswer);
      let answer = await once();
      if (answer instanceof NoAnswer && !answer.sent) {
        await clock.sleep(betweenTriesMs);
        answer = await once();
      }
      let wasAtWork = false;
      for (const pauseMs of pausesMs) {
        if (answer instanceof NoAnswer || answer.status !== 409 || deadline.aborted) break;
        wasAtWork = true;
        await clock.sleep(pauseMs, deadline);
        answer = await once();
      }
      try {
        return toResult(answer, command);
      } catch (cause) {
        // A shop that was at work on this key may have done it, whatever it says of a later try.
        if (wasAtWork && cause instanceof CommerceError) throw new CommerceError('unknown', cause.message, { cause });
        throw cause;
      }
    },
  };
}

const Answer = z.object({ data: z.unknown() });

function toResult(answer: ShopAnswer | NoAnswer, command: CommerceCommand): CommerceResult {
  const type = commandTypes[command.kind];
  if (answer instanceof NoAnswer) {
    const certainty = answer.sent ? 'unknown' : 'not-done';
    throw new CommerceError(certainty, `The shop ${answer.message} at ${type}.`, { cause: answer });
  }
  const refusal = z.safeParse(ShopRefusal, answer.json);
  if (answer.status === 422 || (isOk(answer.status) && refusal.success)) {
    return { kind: 'refused', reason: refusal.data?.refused.reason || 'The shop gave no reason.' };
  }
  if (!isOk(answer.status)) {
    const certainty = [400, 401, 403, 404].includes(answer.status) ? 'not-done' : 'unknown';
    throw new CommerceError(certainty, `The shop answered ${answer.status} at ${type}.`);
  }
  return checkedDone(z.safeParse(Answer, answer.json).data?.data, command);
}

function toNoAnswer(failure: unknown): NoAnswer {
  if (failure instanceof NoAnswer) return failure;
  throw failure;
}

/** The contract's limits of an id. What callers say may be anything. */
const isAskable = (field: string): boolean => field !== '' && field.length <= 200;

const isOk = (status: number): boolean => status >= 200 && status < 300;

/** What may be otherwise at the next try. */
const isPassing = (status: number): boolean => status === 408 || status === 409 || status === 429 || status >= 500;
