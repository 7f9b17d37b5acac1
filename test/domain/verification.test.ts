import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factKinds, type SaidFacts } from '#lib/domain/said-facts.ts';
import { decideVerification, lookupsOf, missingFacts, type VerificationInput } from '#lib/domain/verification.ts';
import { configOf, customerOf, noon } from '#test/domain/authority-samples.ts';

const dana = customerOf();
const bob = customerOf({
  customerId: 'cus_bob',
  name: 'Bob Stone',
  phones: ['+4930123456'],
  emails: ['bob@example.org'],
  postcode: '10115',
});
const orders = [
  { orderId: 'A-1001', customerId: 'cus_dana' },
  { orderId: 'A-1002', customerId: 'cus_bob' },
];

const decide = (said: SaidFacts, own: Partial<VerificationInput> = {}) =>
  decideVerification({
    callerId: undefined,
    said,
    customers: [dana, bob],
    orders,
    tries: 0,
    config: configOf(),
    now: noon,
    ...own,
  });
const evidenceOf = (said: SaidFacts, own: Partial<VerificationInput> = {}) => {
  const outcome = decide(said, own);
  return outcome.kind === 'verified' ? [outcome.verification.customerId, outcome.verification.evidence] : outcome.kind;
};

/** All that is true of Dana, as it is stored. */
const truth: Required<SaidFacts> = {
  orderId: 'A-1001',
  email: 'dana.muller@example.com',
  phone: '+12025550123',
  postcode: 'SW1A 1AA',
  fullName: 'Dana R. Müller',
};
/** The same for Bob. */
const lies: Required<SaidFacts> = {
  orderId: 'A-1002',
  email: 'bob@example.org',
  phone: '+4930123456',
  postcode: '10115',
  fullName: 'Bob Stone',
};
const only = (from: Required<SaidFacts>, ...kinds: readonly (keyof SaidFacts)[]): SaidFacts =>
  Object.fromEntries(kinds.map((kind) => [kind, from[kind]]));

describe('two facts', () => {
  test.each([
    ['orderId', 'email'],
    ['orderId', 'phone'],
    ['orderId', 'postcode'],
    ['orderId', 'fullName'],
    ['email', 'postcode'],
  ] as const)('%s and %s prove a caller', (one, other) => {
    expect(evidenceOf(only(truth, one, other))).toEqual(['cus_dana', `${one} + ${other}`]);
  });

  test.each([
    ['a business card', ['email', 'phone', 'fullName']],
    ['a telephone book', ['phone', 'postcode', 'fullName']],
    ['a mail’s sender', ['email', 'fullName']],
  ] as const)('from %s prove nothing', (_, kinds) => {
    expect(decide(only(truth, ...kinds)).kind).toBe('not-yet');
  });

  test('are never one', () => {
    for (const kind of factKinds) expect(decide(only(truth, kind)).kind).toBe('not-yet');
  });

  test('of two customers prove neither', () => {
    expect(decide({ ...only(truth, 'orderId'), ...only(lies, 'email') })).toEqual({ kind: 'mismatch', triesLeft: 2 });
    expect(decide({ ...only(truth, 'email'), ...only(lies, 'postcode') }).kind).toBe('mismatch');
  });

  test('beside a third that is wrong prove nothing: one try is one guess', () => {
    expect(decide({ ...only(truth, 'email', 'postcode'), orderId: 'A-1002' }).kind).toBe('mismatch');
    expect(decide({ ...only(truth, 'email', 'orderId'), postcode: '10115' }).kind).toBe('mismatch');
  });

  test('prove also beside a name that was misheard, which is then no evidence', () => {
    expect(evidenceOf({ ...only(truth, 'email', 'orderId'), fullName: 'Donna Mueller' })).toEqual([
      'cus_dana',
      'orderId + email',
    ]);
    expect(decide({ ...only(truth, 'orderId'), fullName: 'Donna Mueller' }).kind).toBe('mismatch');
  });

  test('that two customers share prove neither of them', () => {
    const twin = customerOf({ customerId: 'cus_twin' });
    expect(decide(only(truth, 'email', 'postcode'), { customers: [dana, twin] }).kind).toBe('mismatch');
    expect(evidenceOf(only(truth, 'email', 'orderId'), { customers: [dana, twin] })).toEqual([
      'cus_dana',
      'orderId + email',
    ]);
  });

  test('of one customer whom two look-ups found prove that one', () => {
    expect(evidenceOf(only(truth, 'email', 'postcode'), { customers: [dana, dana] })).toEqual([
      'cus_dana',
      'email + postcode',
    ]);
  });

  test('of guests without an id prove nobody', () => {
    const guest = customerOf({ customerId: '' });
    expect(decide(only(truth, 'email', 'postcode'), { customers: [guest] }).kind).toBe('mismatch');
  });
});

describe('what the recogniser makes of it', () => {
  const with_ = (own: SaidFacts) => evidenceOf({ ...only(truth, 'orderId'), ...own });
  const isDana = expect.arrayContaining(['cus_dana']);

  test.each([
    'Dana dot Muller at example dot com',
    'DANA.MULLER@EXAMPLE.COM.',
    'dana . muller @ example . com',
    'dana punkt müller at example punkt com',
    'dana punto muller arroba example punto com',
    'dana point muller arobase example point com',
    'dana ponto muller arroba example ponto com',
  ])('e-mail: %s', (email) => expect(with_({ email })).toEqual(isDana));

  test('e-mail marks of two words, and words that are only letters of an address', () => {
    const customers = [customerOf({ emails: ['at_dot-plus@example.com'] })];
    const said = { ...only(truth, 'orderId'), email: 'at guion bajo dot hyphen plus at example dot com' };
    expect(evidenceOf(said, { customers })).toBe('mismatch');
    expect(evidenceOf({ ...said, email: 'at_dot-plus@example.com' }, { customers })).toEqual(isDana);
    expect(evidenceOf({ ...said, email: 'at_dot-plus at example dot com' }, { customers })).toEqual(isDana);
  });

  test.each(['2025550123', '(202) 555-0123', '1 202 555 0123', '+1 202 555 0123', '0012025550123', '02025550123'])(
    'phone: %s',
    (phone) => expect(with_({ phone })).toEqual(isDana),
  );

  test.each(['5550123', '025550123', '12025550124', '+2025550123', '20255501230'])('not the phone: %s', (phone) => {
    expect(with_({ phone })).toBe('mismatch');
  });

  test.each(['sw1a1aa', 'S W 1 A 1 A A', 'SW1A-1AA'])('postcode: %s', (postcode) => {
    expect(with_({ postcode })).toEqual(isDana);
  });

  test('postcode: the first five of a ZIP+4, no four of five', () => {
    const customers = [customerOf({ postcode: '20500-0001' })];
    expect(evidenceOf({ ...only(truth, 'orderId'), postcode: '2 0 5 0 0' }, { customers })).toEqual(isDana);
    expect(evidenceOf({ ...only(truth, 'orderId'), postcode: '205000001' }, { customers })).toEqual(isDana);
    expect(evidenceOf({ ...only(truth, 'orderId'), postcode: '2050' }, { customers })).toBe('mismatch');
  });

  test.each(['a1001', 'order number A 10 01', '#A-1001', 'Bestellung Nr. A 1 0 0 1', '1001', 'pedido número 1001'])(
    'order: %s',
    (orderId) => expect(evidenceOf({ ...only(truth, 'email'), orderId })).toEqual(isDana),
  );

  test.each(['A-100', 'A-10011', 'A-1010', '001', 'B-1001'])('not the order: %s', (orderId) => {
    expect(evidenceOf({ ...only(truth, 'email'), orderId })).toBe('mismatch');
  });

  test.each(['dana muller', 'Müller, Dana', 'DANA R MULLER'])('name: %s', (fullName) => {
    expect(with_({ fullName })).toEqual(isDana);
  });

  test.each(['Dana', 'R Smith', 'Dana Bob Anna Müller'])('not the name: %s', (fullName) => {
    expect(with_({ fullName })).toBe('mismatch');
  });

  test('what is no fact is not said, and costs no try', () => {
    expect(decide({ ...only(truth, 'orderId'), email: 'I do not remember' }).kind).toBe('not-yet');
    expect(decide({ ...only(truth, 'orderId'), phone: 'this one', postcode: '', fullName: '?' }).kind).toBe('not-yet');
    expect(decide({ ...only(truth, 'email'), orderId: 'the last one' }).kind).toBe('not-yet');
    expect(decide({ ...only(truth, 'email'), postcode: 'SW1A 1AA'.padEnd(10_000) }).kind).toBe('not-yet');
  });
});

describe('the caller id', () => {
  const from = (number: string, attested: boolean): Partial<VerificationInput> => ({ callerId: { number, attested } });

  test('suffices alone when the carrier vouches for it and one customer has it', () => {
    expect(decide({}, from('+12025550123', true))).toEqual({
      kind: 'verified',
      verification: { customerId: 'cus_dana', evidence: 'caller-id', at: noon },
    });
  });

  test('counts for nothing when nobody vouches for it, not even as one of two facts', () => {
    expect(decide({}, from('+12025550123', false)).kind).toBe('not-yet');
    expect(decide(only(truth, 'orderId'), from('+12025550123', false)).kind).toBe('not-yet');
  });

  test('counts for nothing when two customers have it', () => {
    const partner = customerOf({ customerId: 'cus_partner' });
    expect(decide({}, { ...from('+12025550123', true), customers: [dana, partner] }).kind).toBe('not-yet');
  });

  test('of one country is not the number that another dials at home', () => {
    expect(decide({}, from('+2025550123', true)).kind).toBe('not-yet');
    expect(decide({}, from('+30123456', true)).kind).toBe('not-yet');
  });

  test('that is withheld is nobody’s', () => {
    const customers = [customerOf({ phones: ['anonymous', ''] })];
    expect(decide({}, { ...from('anonymous', true), customers }).kind).toBe('not-yet');
  });

  test('gives way to facts that prove somebody else, who rings from a borrowed phone', () => {
    expect(evidenceOf(only(lies, 'orderId', 'email'), from('+12025550123', true))).toEqual([
      'cus_bob',
      'orderId + email',
    ]);
  });

  test('holds where facts were misheard', () => {
    const said = { orderId: 'A-9999', email: 'donna@example.com' };
    expect(evidenceOf(said, from('+12025550123', true))).toEqual(['cus_dana', 'caller-id']);
  });
});

describe('tries', () => {
  const wrong = { ...only(truth, 'orderId'), ...only(lies, 'email') };

  test('count down with each wrong answer, and then nothing is looked at any more', () => {
    expect([0, 1, 2].map((tries) => decide(wrong, { tries }))).toEqual([
      { kind: 'mismatch', triesLeft: 2 },
      { kind: 'mismatch', triesLeft: 1 },
      { kind: 'mismatch', triesLeft: 0 },
    ]);
    expect(decide(truth, { tries: 3 })).toEqual({ kind: 'locked', couldDo: 'humanAgent' });
    expect(decide({}, { tries: 3, callerId: { number: '+12025550123', attested: true } }).kind).toBe('locked');
    expect(decide(truth, { tries: Number.NaN }).kind).toBe('locked');
  });

  test('locked leaves nobody to ask where there is no person', () => {
    const config = configOf({ humanAgent: { enabled: false } });
    expect(decide(truth, { tries: 3, config })).toEqual({ kind: 'locked', couldDo: undefined });
  });
});

describe('what is missing', () => {
  test('is said in the fewest facts', () => {
    expect(missingFacts({})).toHaveLength(5);
    expect(missingFacts(only(truth, 'email'))).toEqual([['orderId'], ['postcode']]);
    expect(missingFacts(only(truth, 'fullName', 'phone'))).toEqual([['orderId']]);
    expect(missingFacts(only(truth, 'orderId'))).toEqual([['email'], ['phone'], ['postcode'], ['fullName']]);
    expect(missingFacts(only(truth, 'orderId', 'phone'))).toEqual([]);
  });
});

describe('what the shop is asked', () => {
  test('is the vouched number and every fact that it can be looked up by', () => {
    expect(
      lookupsOf({
        callerId: { number: '+12025550123', attested: true },
        said: { orderId: ' A-1001 ', email: 'dana at example dot com', phone: '+49 30 123456', postcode: '10115' },
      }),
    ).toEqual({
      customers: [
        { phone: '+12025550123' },
        { phone: '+4930123456' },
        { email: 'dana@example.com' },
        { orderId: 'A-1001' },
        { orderId: 'A1001' },
      ],
      orderIds: ['A-1001', 'A1001'],
    });
  });

  test('is nothing where nothing is known', () => {
    const nothing = { customers: [], orderIds: [] };
    expect(lookupsOf({ callerId: { number: '+12025550123', attested: false }, said: { email: '?' } })).toEqual(nothing);
    expect(lookupsOf({ callerId: { number: 'anonymous', attested: true }, said: {} })).toEqual(nothing);
  });
});

describe('whatever is said', () => {
  const kinds = fc.subarray([...factKinds]);
  const garbage = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('x'.repeat(10_000), '\ud800', '-0', 'NaN'));
  const anySaid = fc.record(
    { orderId: garbage, email: garbage, phone: garbage, postcode: garbage },
    { requiredKeys: [] },
  );

  test('there is an outcome, and garbage never proves anybody', () => {
    fc.assert(
      fc.property(anySaid, fc.nat({ max: 4 }), (said, tries) => {
        expect(decide(said, { tries }).kind).not.toBe('verified');
      }),
    );
  });

  test('a wrong answer looks the same whichever fact was wrong', () => {
    fc.assert(
      fc.property(kinds, kinds, (said, wrong) => {
        const facts = { ...only(truth, ...said), ...only(lies, ...said.filter((kind) => wrong.includes(kind))) };
        const outcome = decide(facts);
        if (outcome.kind === 'verified') return;
        const nobodyKnown = decide(facts, { customers: [], orders: [] });
        expect(outcome).toEqual(nobodyKnown);
      }),
    );
  });

  test('one digit more, less or other is wrong', () => {
    const digit = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.constantFrom('orderId', 'phone'), fc.nat(20), digit, (kind, at, other) => {
        const stored = truth[kind];
        const positions = [...stored].flatMap((char, i) => (/\d/.test(char) ? [i] : []));
        const position = positions[at % positions.length] ?? 0;
        if (stored[position] === String(other)) return;
        const changed = stored.slice(0, position) + other + stored.slice(position + 1);
        const beside = kind === 'orderId' ? only(truth, 'email') : only(truth, 'orderId');
        for (const value of [changed, stored.slice(0, position) + stored.slice(position + 1), `${stored}${other}`]) {
          expect(decide({ ...beside, [kind]: value }).kind).not.toBe('verified');
        }
      }),
    );
  });
});
