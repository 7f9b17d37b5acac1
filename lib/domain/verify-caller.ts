import { personOf } from '#lib/domain/call.ts';
import type { Customer, Order } from '#lib/domain/commerce.ts';
import { type FactKind, plainOrderNumber, type SaidFacts } from '#lib/domain/said-facts.ts';
import type { Session } from '#lib/domain/session.ts';
import type { ToolContext, ToolOutcome, ToolPorts } from '#lib/domain/tools/tool.ts';
import { decideVerification, lookupsOf, missingFacts } from '#lib/domain/verification.ts';
import type { Commerce } from '#lib/ports/commerce.ts';

type VerifyPorts = Pick<ToolPorts, 'sessions' | 'allowances' | 'clock' | 'log'>;

/** Tries to prove who the caller is, and remembers it for the rest of the session. A session never changes its customer. */
export async function verifyCaller(
  ports: VerifyPorts,
  { session, shop }: ToolContext,
  said: SaidFacts,
): Promise<ToolOutcome> {
  if (shop === undefined) return { text: 'The company has no shop connected here. Nothing was done.', isError: true };
  if (session.verified !== undefined) return { text: 'The caller is verified already.' };
  const found = await lookUp(shop, lookupsOf({ callerId: session.callerId, said }));
  // Counted before it is judged: tries that run side by side cannot share one.
  const isTry = missingFacts(said).length === 0;
  if (isTry && !(await mayTry(ports, session, said))) return locked(personOf(session.config.tiers.humanAgent));
  const tries = isTry ? (await ports.sessions.countVerificationTry(session.sessionId)) - 1 : session.verificationTries;
  const now = new Date(ports.clock.now()).toISOString();
  const outcome = decideVerification({
    callerId: session.callerId,
    said,
    ...found,
    tries,
    config: session.config,
    now,
  });
  const verificationTries = isTry ? tries + 1 : tries;
  switch (outcome.kind) {
    case 'verified': {
      const verified = await ports.sessions.verify(session.sessionId, outcome.verification);
      if (verified.customerId !== outcome.verification.customerId) {
        return { text: 'This conversation is about another customer already. Nothing was done.', isError: true };
      }
      ports.log.info('caller verified', { sessionId: session.sessionId, evidence: verified.evidence });
      return {
        text: 'Verified. You may now use the account tools for this caller.',
        session: { ...session, verified, customerId: verified.customerId, verificationTries },
      };
    }
    case 'not-yet':
      return { text: `Not verified yet. Ask for ${waysToSay(outcome.missing)}.`, isError: true };
    case 'mismatch':
      return {
        text:
          'Not verified: this does not fit together. Do not say which part, you do not know it. Let the caller check and ' +
          `say it again; ${outcome.triesLeft === 1 ? 'one try is' : `${outcome.triesLeft} tries are`} left.`,
        isError: true,
        session: { ...session, verificationTries },
      };
    case 'locked':
      return { ...locked(outcome.couldDo), session: { ...session, verificationTries } };
    default:
      return outcome satisfies never;
  }
}

const locked = (person: unknown): ToolOutcome => ({
  text:
    'Not verified, and no more tries are left. Nothing about an account can be done here. ' +
    (person === undefined ? 'Say so, kindly.' : 'Offer a person: transfer_to_human.'),
  isError: true,
});

/** Tries at one order, or from one number, in a day and over all calls: who redials does not begin anew. */
const triesADay = 9;

async function mayTry(ports: VerifyPorts, session: Session, said: SaidFacts): Promise<boolean> {
  const at = new Date(ports.clock.now()).toISOString();
  const order = said.orderId === undefined ? [] : [`order#${encodeURIComponent(plainOrderNumber(said.orderId))}`];
  // Those who withhold their number share none: one of them must not lock out the others.
  const caller = session.callerId === undefined ? [] : [`caller#${session.callerId.number}`];
  for (const key of [...caller, ...order]) {
    const window = {
      window: `verify#${key}`,
      limitMinor: triesADay,
      amountMinor: 1,
      rollingMs: 86_400_000,
      denial: 'not-verified',
      couldDo: undefined,
    } as const;
    const entry = { actionId: `${session.sessionId}#${at}`, amountMinor: 1, at };
    if (!(await ports.allowances.reserve(session.companyId, window, entry))) return false;
  }
  return true;
}

async function lookUp(
  shop: Commerce,
  { customers, orderIds }: ReturnType<typeof lookupsOf>,
): Promise<{ customers: Customer[]; orders: Order[] }> {
  const [people, orders] = await Promise.all([
    Promise.all(customers.map((query) => shop.findCustomers(query))),
    Promise.all(orderIds.map((orderId) => shop.getOrder(orderId))),
  ]);
  return { customers: people.flat(), orders: orders.filter((order) => order !== undefined) };
}

const spoken: Record<FactKind, string> = {
  orderId: 'the order number',
  email: 'the e-mail address',
  phone: 'the phone number on the account, with its country code',
  postcode: 'the postcode',
  fullName: 'the full name',
};

const waysToSay = (ways: readonly (readonly FactKind[])[]): string =>
  ways.map((kinds) => kinds.map((kind) => spoken[kind]).join(' and ')).join(', or ');
