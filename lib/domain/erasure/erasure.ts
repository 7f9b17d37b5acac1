import type { CompanyId } from '#lib/domain/ids.ts';

/** How many rows went, at least: a crash may lose the count of one conversation, never the deletion. */
export type Erased = {
  sessions: number;
  messages: number;
  calls: number;
  callbacks: number;
  actions: number;
  requests: number;
};

/** The record of a deletion. It knows the customer by a digest only. */
export type Erasure = Erased & {
  companyId: CompanyId;
  /** `era_…`, of company and customer: one for a customer, however often it is ordered. */
  erasureId: string;
  state: 'running' | 'done';
  /** Counts the orders that found the one before done. */
  round: number;
  /** The token's subject who gave the newest order. */
  requestedBy: string;
  requestedAt: string;
  finishedAt?: string;
};

export const nothingErased: Erased = { sessions: 0, messages: 0, calls: 0, callbacks: 0, actions: 0, requests: 0 };

export const sumOf = (all: readonly Erased[]): Erased =>
  all.reduce(
    (sum, one) => ({
      sessions: sum.sessions + one.sessions,
      messages: sum.messages + one.messages,
      calls: sum.calls + one.calls,
      callbacks: sum.callbacks + one.callbacks,
      actions: sum.actions + one.actions,
      requests: sum.requests + one.requests,
    }),
    nothingErased,
  );

export async function erasureIdOf(companyId: CompanyId, customerId: string): Promise<string> {
  const bytes = await crypto.subtle.digest(
    'SHA-256',
    new TextEncoder().encode(JSON.stringify([companyId, customerId])),
  );
  return `era_${[...new Uint8Array(bytes)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, 32)}`;
}

/** As the company's software sees it. */
export const toView = ({
  companyId: _,
  sessions,
  messages,
  calls,
  callbacks,
  actions,
  requests,
  ...view
}: Erasure) => ({
  ...view,
  erased: { sessions, messages, calls, callbacks, actions, requests },
});
