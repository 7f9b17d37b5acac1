import { beforeAll, beforeEach, expect, test } from 'vitest';
import { languages } from '#lib/domain/language.ts';
import { sweeps, teamPhone, textsTo, told, uses } from '#test/support/afterwards.ts';
import { expectRepeatsToChangeNothing, team } from '#test/support/transfers.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const humanAgent = { ...told.tiers.humanAgent, escalationPhone: team.first, backupPhones: [team.second] };
const config = { ...told, companyId: 'team', phoneNumber: team.number, tiers: { ...told.tiers, humanAgent } };

beforeAll(() => world().company(config));
beforeEach(() => {
  first().doesNotAnswer();
  second().doesNotAnswer();
});

const first = () => world().twilio.agents.when(team.first);
const second = () => world().twilio.agents.when(team.second);
const texts = () => textsTo(world(), teamPhone);
/** What the team was told since then. */
async function toldSince(before: number): Promise<string[]> {
  await sweeps(world());
  return texts().slice(before);
}

test('where nobody took the call the team is told so once, with the caller and the case, and no number of a card', async () => {
  const before = texts().length;
  world().claude.script(
    uses('transfer_to_human', { reason: 'broken lamp', summary: 'Card 4111 1111 1111 1111. Order 4712 came broken.' }),
  );
  const caller = await world().caller({ to: team.number });
  await caller.says('A person, please.');
  expect(caller).toListen();
  const [announced, missed, ...more] = await toldSince(before);
  expect(announced).toMatch(/a caller is being put through to a person/);
  expect(missed).toMatch(
    /^Maple & Pine: nobody took the caller who was being put through, \+12025550123 \(no answer\)\. Not verified\. broken lamp: /,
  );
  expect(missed).toContain('Order 4712 came broken.');
  expect(missed).not.toMatch(/4111/);
  expect(missed?.length).toBeLessThanOrEqual(450);
  expect(more).toEqual([]);
  await expectRepeatsToChangeNothing(world(), caller);
  expect(await toldSince(before)).toHaveLength(2);
  await caller.hangsUp();
  expect(await toldSince(before)).toHaveLength(2);
});

const outcomes: [string, () => void, string][] = [
  ['both are busy', () => [first(), second()].map((one) => one.isBusy()), 'the line was busy'],
  [
    'one is busy and the other declines',
    () => [first().isBusy(), second().answers({ presses: '2' })],
    'nobody was free',
  ],
];
test.each(outcomes)('where %s the team is told that', async (_, act, why) => {
  const before = texts().length;
  act();
  const caller = await world().caller({ to: team.number, from: 'anonymous' });
  await caller.presses('0');
  const [, missed] = await toldSince(before);
  expect(missed).toContain(`put through, a hidden number (${why}). Not verified.`);
  await caller.hangsUp();
});

test('a caller who did not wait is told of when they have hung up', async () => {
  const before = texts().length;
  const rings = new Promise<void>((resolve) => {
    first().decides(async ({ signal }) => {
      resolve();
      await new Promise<void>((gone) => signal.addEventListener('abort', () => gone()));
      return { kind: 'no-answer' };
    });
  });
  const caller = await world().caller({ to: team.number });
  const pressing = caller.presses('0');
  await rings;
  await caller.hangsUp();
  await pressing;
  const [, missed, ...more] = await toldSince(before);
  expect(missed).toContain('+12025550123 (they hung up before anybody took the call).');
  expect(more).toEqual([]);
});

test('where somebody took the call the team hears nothing more, nor does it after hours', async () => {
  first().answers({ presses: '1', talksMs: 1_000 });
  const before = texts().length;
  const caller = await world().caller({ to: team.number });
  await caller.presses('0');
  expect(caller).toHaveHungUp();
  expect(await toldSince(before)).toHaveLength(1);

  const to = '+12025550143';
  await world().company({ ...config, companyId: 'closed', phoneNumber: to, businessHours: {} });
  const late = await world().caller({ to });
  await late.presses('0');
  await late.hangsUp();
  expect(await toldSince(before)).toHaveLength(1);
});

test('a company that does not want it is not written to', async () => {
  const phoneNumber = '+12025550144';
  const quiet = { ...humanAgent, notifyOnEscalation: false };
  await world().company({ ...config, companyId: 'quiet', phoneNumber, tiers: { ...told.tiers, humanAgent: quiet } });
  const before = texts().length;
  const caller = await world().caller({ to: phoneNumber });
  await caller.presses('0');
  await caller.hangsUp();
  expect(await toldSince(before)).toEqual([]);
});

test.each(languages)('is said in %s', async (language) => {
  const phoneNumber = `+1202555018${languages.indexOf(language)}`;
  const one = { ...humanAgent, backupPhones: [] };
  await world().company({
    ...config,
    companyId: `missed-${language}`,
    phoneNumber,
    language,
    tiers: { ...told.tiers, humanAgent: one },
  });
  const before = texts().length;
  const caller = await world().caller({ to: phoneNumber });
  await caller.presses('0');
  await caller.hangsUp();
  const said = {
    en: 'nobody took the caller',
    es: 'nadie ha atendido la llamada que se estaba pasando, de +12025550123 (no contestaron).',
    fr: 'personne n’a pris l’appel qui était transféré, de +12025550123 (pas de réponse).',
    de: 'Niemand hat den Anruf angenommen, der übergeben werden sollte, von +12025550123 (keine Antwort).',
    pt: 'ninguém atendeu a ligação que estava sendo passada, de +12025550123 (sem resposta).',
  }[language];
  expect((await toldSince(before)).at(-1)).toContain(said);
});
