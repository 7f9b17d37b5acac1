import type { Provider } from '#lib/contracts/integration.ts';
import { AppError } from '#lib/domain/errors.ts';
import { isSameKey, type Key, type KeyRing } from '#lib/domain/integrations/key-ring.ts';

/** An integration as its company wants it, whichever provider it is. */
export type Wanted = {
  provider: Provider;
  status: 'ACTIVE' | 'INACTIVE';
  phoneNumber?: string | undefined;
  accountSid?: string | undefined;
  endpoint?: string | undefined;
  /** Absent: the one that is stored stays. */
  key?: string | undefined;
  /** Absent: as it is; null: no rotation any more. */
  next?: { key: string; accountSid?: string | undefined } | null | undefined;
};

/** What the provider's key is called in a statement. */
const keyFields = {
  TWILIO: 'authToken',
  ANTHROPIC: 'apiKey',
  WEBHOOK: 'signingKey',
  STRIPE: 'apiKey',
} as const satisfies Record<Provider, string>;

/** The keys that are to be, of those that are and those that are wanted. Throws AppError `invalid` where one is missing. */
export function ringWanted(standing: KeyRing | undefined, wanted: Wanted): KeyRing {
  const { accountSid } = wanted;
  if (wanted.key === undefined && standing === undefined) throw missing(wanted, 'is needed: none is stored yet');
  if (wanted.key === undefined && accountSid !== standing?.current.accountSid) {
    throw missing(wanted, 'is needed: the one that is stored is of another account');
  }
  const current = keyOf(wanted.key ?? standing?.current.key ?? '', accountSid);
  const next = wanted.next === null ? undefined : wanted.next;
  const isSame = isSameKey(standing?.current, current);
  return {
    current,
    ...(wanted.next === undefined && standing?.next && { next: standing.next }),
    ...(next && { next: keyOf(next.key, next.accountSid ?? accountSid) }),
    // Who replaces a key outright, and not by a rotation, wants the old one out.
    ...(isSame && standing?.previous && { previous: standing.previous }),
  };
}

const keyOf = (key: string, accountSid: string | undefined): Key => ({ key, ...(accountSid && { accountSid }) });

function missing({ provider }: Wanted, problem: string): AppError {
  const field = `credentials.${keyFields[provider]}`;
  return new AppError('invalid', `In the body: "${field}" ${problem}.`, { faults: [{ field, problem }] });
}
