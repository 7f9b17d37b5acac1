import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Integration } from '#lib/contracts/integration.ts';
import { env } from '#lib/names.ts';
import { demo } from '#local/demo-company.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { knock, ringFields, spoken, voicePath } from '#test/support/front-door.ts';
import { allRows, rowsChangedSince } from '#test/support/rows.ts';
import { sampleEdit } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

// The platform's own account, for the numbers of nobody: on this desk it is the demo company's.
const platform = { [env.twilioAccountSid]: demo.accountSid, [env.twilioAuthToken]: demo.authToken };
beforeAll(() => void Object.assign(process.env, platform));
const world = useWorld();
afterAll(() => {
  for (const name of Object.keys(platform)) delete process.env[name];
});

const busyCaller = '+12025550142';
const numbers = {
  nobody: '+12025550199',
  disabled: '+12025550151',
  picky: '+12025550152',
  sleepy: '+12025550153',
  broken: '+12025550154',
  fresh: '+12025550155',
  changing: '+12025550156',
};

beforeAll(async () => {
  await world().company({ companyId: 'disabled', phoneNumber: numbers.disabled, enabled: false });
  await world().company({
    companyId: 'picky',
    phoneNumber: numbers.picky,
    displayName: 'Picky Ltd',
    blockedCallers: [busyCaller],
    anonymousCallers: 'refuse',
  });
  await integration('sleepy', { phoneNumber: numbers.sleepy, status: 'INACTIVE' });
  await integration('broken', { phoneNumber: numbers.broken, status: 'ERROR' });
  await integration('fresh', { phoneNumber: numbers.fresh, status: 'ACTIVE' });
  const { secrets } = world().secrets;
  for (const companyId of ['sleepy', 'broken', 'fresh'])
    secrets.set(`cs-ai/local/${companyId}`, secrets.get('cs-ai/local/demo') ?? '');
});

describe('a call that is not taken', () => {
  test.each([
    ['to a number of nobody', { to: numbers.nobody }, /^I'm sorry, this number is not in service\./],
    ['to a company that is disabled', { to: numbers.disabled }, /^I'm sorry, our phone assistant is not available/],
    [
      'of a blocked caller',
      { to: numbers.picky, from: busyCaller },
      /^I'm sorry, we can't take this call\. Goodbye\.$/,
    ],
    [
      'of a caller who hides',
      { to: numbers.picky, from: 'anonymous' },
      /^I'm sorry, we can't take calls from a hidden/,
    ],
    ['of a caller whom nobody knows', { to: numbers.picky, from: 'unknown' }, /hidden number/],
    ['of a caller who hides behind letters as digits', { to: numbers.picky, from: '+266696687' }, /hidden number/],
    ['of a restricted caller', { to: numbers.picky, from: '+7378742833' }, /hidden number/],
    ['of a caller without a number', { to: numbers.picky, from: '' }, /hidden number/],
    ['to a company whose number is switched off', { to: numbers.sleepy }, /not in service/],
    ['to a company whose number is out of order', { to: numbers.broken }, /not in service/],
  ])('%s is told so, and let go; nothing is kept', async (_, call, told) => {
    const before = await allRows();
    const caller = await world().caller({ ...call, statusEvents: 'all' });
    expect(caller.heard).toSpeak(told);
    expect(caller).toHaveHungUp();
    expect(caller.webhooks.every(({ status }) => status === 200)).toBe(true);
    expect(await rowsChangedSince(before)).toEqual([]);
    expect(world().metrics.of('callsTotal')).toEqual([]);
    expect(world().claude.warmUps).toHaveLength(0);
  });

  test('to a number that is switched off is told so by the company’s own account, too', async () => {
    const account = { accountSid: 'ACsleepy', authToken: 'sleepy-token' };
    world().secrets.secrets.set('cs-ai/local/sleeper', JSON.stringify({ TWILIO: { current: account } }));
    await integration('sleeper', { phoneNumber: '+12025550157', status: 'INACTIVE' });
    const fields = ringFields({ To: '+12025550157', AccountSid: account.accountSid });
    const answer = await knock({ path: voicePath('inbound'), fields, token: account.authToken });
    expect(spoken(answer)).toMatch(/not in service/);
    expect(await knock({ path: voicePath('inbound'), fields, token: 'forged' })).toEqual({ statusCode: 403 });
  });
});

describe('a call that is taken', () => {
  test.each(['anonymous', '+266696687', '', 'client:bob', 'sip:bob@example.com'])(
    'of a caller without a number ("%s") by default, and kept as anonymous',
    async (from) => {
      const caller = await world().caller({ from });
      expect(caller.heard).toSpeak(/^Hello, this is Ada/);
      expect(await world().stores.calls.find(caller.callSid)).toMatchObject({ from: 'anonymous' });
      await caller.hangsUp();
    },
  );

  test('of another caller of the company that is picky', async () => {
    const caller = await world().caller({ to: numbers.picky });
    expect(caller.heard).toSpeak(/^Hello, this is Ada, the AI assistant of Picky Ltd\./);
    await caller.hangsUp();
  });

  test('of a company that nobody has configured: its defaults are written down on the first call', async () => {
    expect(await world().stores.companies.find('fresh')).toBeUndefined();
    const callers = await Promise.all([1, 2, 3].map(() => world().caller({ to: numbers.fresh })));
    for (const caller of callers)
      expect(caller.heard).toSpeak(/^Hello, this is Ada, the AI assistant of our company\./);
    expect(await world().stores.companies.find('fresh')).toMatchObject({ companyId: 'fresh', version: 0 });
    await Promise.all(callers.map((caller) => caller.hangsUp()));
  });
});

/** The busy caller's number as it stands on a letterhead. */
const byHand = busyCaller.replace(/^\+(\d)(\d{3})(\d{3})/, '00 $1 ($2) $3-');

describe('a change of the config in the middle of a call', () => {
  const company = {
    companyId: 'changing',
    phoneNumber: numbers.changing,
    displayName: 'Old Name Ltd',
    tiers: {
      aiRep: { voice: 'Polly.Joanna-Neural' },
      humanAgent: { enabled: true, escalationPhone: demo.personPhone },
    },
  };
  const newPerson = '+12025550121';
  beforeAll(() => world().company(company));

  test('changes nothing for that caller, and everything for the next', async () => {
    const { claude, twilio } = world();
    twilio.agents.when(demo.personPhone).isBusy();
    const caller = await world().caller({ to: numbers.changing });
    const listening = caller.listening;
    await change({
      displayName: 'Nuevo Nombre',
      language: 'es',
      instructions: 'Never mention rugs.',
      speech: { silenceSeconds: 9, endOfSpeechSeconds: 2, hints: ['alfombra'] },
      tiers: { humanAgent: { escalationPhone: newPerson }, aiRep: { model: 'claude-sonnet-5-5', name: 'Ana' } },
    });
    const wording = { firstNudge: ['Hm?'] };
    await world().stores.scripts.replace({ companyId: 'changing', language: 'en', version: 0, wording }, sampleEdit);

    claude.script({ text: 'Yes.' });
    expect(await caller.isSilent()).toSpeak("I'm listening. What can I do for you?");
    expect(await caller.says('Are you there?')).toSpeak('Yes.');
    expect(caller.listening).toEqual({ ...listening, action: expect.any(String), prompts: expect.anything() });
    expect(claude.requests[0]?.model).toBe('claude-haiku-5-5');
    expect(JSON.stringify(claude.requests[0]?.body.system)).not.toMatch(/Nuevo|Speak Spanish|rugs/);
    expect(await caller.presses('0')).toSpeak(/our team's line is busy/);
    expect(caller.dialled.map(({ number }) => number)).toEqual([demo.personPhone]);
    await caller.hangsUp();

    const next = await world().caller({ to: numbers.changing });
    expect(next.heard).toSpeak(/^Hola.*Ana.*Nuevo Nombre/);
    expect(next.listening).toMatchObject({ language: 'es-US', timeout: 9, speechTimeout: 2, hints: ['alfombra'] });
    claude.script({ text: 'Claro.' });
    await next.says('Hola');
    expect(claude.requests[1]?.model).toBe('claude-sonnet-5-5');
    await next.hangsUp();
    await change({ language: 'en' });
  });

  test.each<[string, Partial<CompanyConfig>, RegExp]>([
    ['that disables the company', { enabled: false }, /not available/],
    ['that blocks the caller', { blockedCallers: [busyCaller] }, /can't take this call/],
    ['that blocks the caller as a person writes numbers', { blockedCallers: [byHand] }, /can't take this call/],
  ])(
    '%s lets this caller finish, the first webhook’s repeat included; the next is refused',
    async (_, edit, refusal) => {
      const caller = await world().caller({ to: numbers.changing, from: busyCaller });
      await change(edit);
      await expectRepeats(caller);
      world().claude.script({ text: 'Still here.' });
      expect(await caller.says('Hello?')).toSpeak('Still here.');
      await caller.hangsUp();
      const next = await world().caller({ to: numbers.changing, from: busyCaller });
      expect(next.heard).toSpeak(refusal);
      await change({ enabled: true, blockedCallers: [] });
    },
  );

  test('that switches the number off lets this caller finish; the next is refused', async () => {
    const caller = await world().caller({ to: numbers.changing });
    await integration('changing', { phoneNumber: numbers.changing, status: 'INACTIVE' });
    world().claude.script({ text: 'Still here.' });
    expect(await caller.says('Hello?')).toSpeak('Still here.');
    await caller.hangsUp();
    expect((await world().caller({ to: numbers.changing })).heard).toSpeak(/not in service/);
    await integration('changing', { phoneNumber: numbers.changing, status: 'ACTIVE' });
  });

  async function expectRepeats(caller: PhoneCall): Promise<void> {
    for (const exchange of caller.webhooks.slice()) {
      const repeat = await caller.sendAgain(exchange);
      expect(repeat.body).toBe(exchange.body);
    }
  }

  /** As an operator edits: version by version. */
  async function change(edit: Record<string, unknown>): Promise<void> {
    const { companies } = world().stores;
    const standing = await companies.find('changing');
    if (standing === undefined) throw new Error('The company has no config.');
    const { tiers, ...rest } = edit as { tiers?: Record<string, object> };
    const merged = Object.entries(standing.tiers).map(([tier, own]) => [tier, { ...own, ...tiers?.[tier] }]);
    expect(await companies.replace({ ...standing, ...rest, tiers: Object.fromEntries(merged) })).toBe(true);
  }
});

test('a call that is over says so to whoever rings with its name', async () => {
  const caller = await world().caller();
  await caller.hangsUp();
  const late = await world().caller({ callSid: caller.callSid });
  expect(late.heard).toSpeak(/^This call has already ended\..*Goodbye\.$/);
  expect(late).toHaveHungUp();
});

async function integration(companyId: string, own: Pick<Integration, 'phoneNumber' | 'status'>): Promise<void> {
  await world().stores.integrations.put({ companyId, provider: 'TWILIO', category: 'COMMUNICATION', ...own });
}
