import { personOf } from '#lib/domain/call.ts';
import type { Customer, Order } from '#lib/domain/commerce.ts';
import { countGuess, forgetGuess, guessOf } from '#lib/domain/guess-limits.ts';
import { claimPromise } from '#lib/domain/promise-callback.ts';
import type { FactKind, SaidFacts } from '#lib/domain/said-facts.ts';
import type { ToolContext, ToolOutcome, ToolPorts } from '#lib/domain/tools/tool.ts';
import { decideVerification, lookupsOf, missingFacts } from '#lib/domain/verification.ts';
import type { Commerce } from '#lib/ports/commerce.ts';

type VerifyPorts = Pick<ToolPorts, 'sessions' | 'allowances' | 'callbacks' | 'clock' | 'log'>;

/** Tries to prove who the caller is, and remembers it for the rest of the session. A session never changes its customer. */
export async function verifyCaller(
  ports: VerifyPorts,
  { session, shop }: ToolContext,
  facts: SaidFacts,
): Promise<ToolOutcome> {
  if (shop === undefined) return { text: 'The company has no shop connected here. Nothing was done.', isError: true };
  if (session.verified !== undefined) return { text: 'The caller is verified already.' };
  const now = new Date(ports.clock.now()).toISOString();
  const guess = missingFacts(facts).length === 0 ? await guessOf(session, facts, now) : undefined;
  const barred = guess !== undefined && !(await countGuess(ports, guess));
  // Others may have guessed at this account until it was barred. A caller id that the carrier vouches for is no guess.
  const said = barred ? {} : facts;
  const isTry = guess !== undefined && !barred;
  const found = await lookUp(shop, lookupsOf({ callerId: session.callerId, said }));
  // Counted before it is judged: tries that run side by side cannot share one.
  const tries = isTry ? (await ports.sessions.countVerificationTry(session.sessionId)) - 1 : session.verificationTries;
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
      const wasRight = outcome.verification.evidence !== 'caller-id';
      if (guess !== undefined && wasRight) await forgetGuess(ports, guess);
      await claimPromise(ports, session, verified.customerId);
      ports.log.info('caller verified', { sessionId: session.sessionId, evidence: verified.evidence });
      return {
        text: 'Verified. You may now use the account tools for this caller.',
        session: { ...session, verified, customerId: verified.customerId, verificationTries },
      };
    }
    case 'not-yet':
      if (barred) return locked(personOf(session.config.tiers.humanAgent));
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
