import { beforeAll, expect, test } from 'vitest';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();

const companies = [
  { language: 'es', phoneNumber: '+12025550131', tag: 'es-US', hello: /asistente de inteligencia artificial/ },
  { language: 'fr', phoneNumber: '+12025550132', tag: 'fr-FR', hello: /intelligence artificielle/ },
  { language: 'de', phoneNumber: '+12025550133', tag: 'de-DE', hello: /KI-Assistenz/ },
  { language: 'pt', phoneNumber: '+12025550134', tag: 'pt-BR', hello: /inteligência artificial/ },
];

beforeAll(async () => {
  for (const { language, phoneNumber } of companies) {
    await world().company({ companyId: `casa-${language}`, phoneNumber, language, displayName: 'Casa Lumbre' });
  }
});

test.each(companies)(
  'a call in $language: greeting, recogniser, voice and model speak it',
  async ({ phoneNumber, tag, hello }) => {
    world().claude.script({ text: 'Claro que sí.' });
    const caller = await world().caller({ to: phoneNumber });
    expect(caller.heard).toSpeak(hello);
    expect(caller.heard.every(({ language }) => language === tag)).toBe(true);
    expect(caller.listening?.language).toBe(tag);
    await caller.says('Hola');
    // What the model might claim in a language that we do not know, nobody could hold against the receipts.
    expect(JSON.stringify(world().claude.requests.at(-1)?.body.system)).toContain('Portuguese and no other language');
    await caller.hangsUp();
  },
);

test.each([
  { language: 'es', phoneNumber: '+12025550135', hello: /asistente de inteligencia artificial de nuestra empresa\./ },
  { language: 'fr', phoneNumber: '+12025550136', hello: /chez notre entreprise,/ },
  { language: 'de', phoneNumber: '+12025550137', hello: /KI-Assistenz von unserem Unternehmen\./ },
  { language: 'pt', phoneNumber: '+12025550138', hello: /inteligência artificial da nossa empresa\./ },
])('a company without a name is greeted for in $language', async ({ language, phoneNumber, hello }) => {
  await world().company({ companyId: `sin-nombre-${language}`, phoneNumber, language });
  const caller = await world().caller({ to: phoneNumber });
  expect(caller.heard).toSpeak(hello);
  await caller.hangsUp();
});

test('a whole call in Spanish, with silence and no person', async () => {
  const { claude } = world();
  claude.script(
    { text: 'Claro que sí. El envío tarda de tres a cinco días. ¿Algo más?' },
    { text: '¡Con gusto, hasta luego!', tools: [{ name: 'end_conversation', input: { outcome: 'resolved' } }] },
  );
  const caller = await world().caller({ to: '+12025550131' });
  expect(caller.heard).toSpeak(/^Hola.*Casa Lumbre/);
  expect(await caller.isSilent()).toSpeak(/[a-záéíóúñ]/);
  expect(await caller.says('¿Cuánto tarda el envío?')).toSpeak(
    'Claro que sí. El envío tarda de tres a cinco días. ¿Algo más?',
  );
  expect(await caller.says('No, gracias.')).toSpeak('¡Con gusto, hasta luego!');
  expect(caller).toHaveHungUp();
  expect(JSON.stringify(claude.requests[0]?.body.system)).toContain('Speak Spanish');
});
