import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escalationText } from '#lib/domain/afterwards/escalation-text.ts';
import { discreet } from '#lib/domain/discreet.ts';
import { freshId, sampleConfig, sampleReply, sampleSession, sampleTurn } from '#test/support/samples.ts';

describe('a discreet text', () => {
  test.each([
    ['Card 4111 1111 1111 1111, please.', 'Card […], please.'],
    ['Call +1 (202) 555-0188 now', 'Call […] now'],
    ['the password is rosebud', 'the password is […]'],
    ['PIN: 4711.', 'PIN: […]'],
    ['Mein Kennwort lautet Rosenrot', 'Mein Kennwort lautet […]'],
    ['Order 4712 of $89.00 came broken.', 'Order 4712 of $89.00 came broken.'],
    ['The spinning top', 'The spinning top'],
    ['Card 4242 - 4242 - 4242 - 4242.', 'Card […].'],
    ['4242–4242–4242–4242', '[…]'],
    ['4242... 4242... 4242... 4242', '[…]'],
    ['4242,  4242,  4242,  4242', '[…]'],
    ['four two four two, four two four two, four two', '[…]'],
    ['vier zwei vier zwei vier zwei vier zwei', '[…]'],
    ['my CVV 123, thanks', 'my CVV […], thanks'],
    ['the security code 123', 'the security code […]'],
    ['PIN-Nummer 4711', 'PIN-Nummer […]'],
    ['my pin is actually 4711', 'my pin is […]'],
    ['the pin is, uh, 4711', 'the pin is, […]'],
    ['Mein Passwort ist ganz einfach Rosenrot', 'Mein Passwort ist […]'],
    ['Meine PIN lautet 4 7 1 1', 'Meine PIN lautet […]'],
    ["le mot de passe, c'est rosebud", "le mot de passe, c'est […]"],
    ['La clave es la 1234', 'La clave es […]'],
    ['My password is not working since Monday.', 'My password is not working since Monday.'],
    ['I forgot my password for order 4712', 'I forgot my password for order 4712'],
    ['One or two of the five lamps', 'One or two of the five lamps'],
    ['$89.00 and $45.50 of 2 orders', '$89.00 and $45.50 of 2 orders'],
  ])('"%s" is "%s"', (text, wanted) => expect(discreet(text, 7)).toBe(wanted));

  test('holds no run of digits that is too long, however it is written', () => {
    const gap = fc.constantFrom('', ' ', '-', '. ', ' (', ')');
    const digits = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), gap), { minLength: 7, maxLength: 30 });
    fc.assert(
      fc.property(fc.string(), digits, fc.string(), (before, run, after) => {
        const text = `${before} ${run.map(([digit, mark]) => `${digit}${mark}`).join('')} ${after}`;
        expect(discreet(text, 7)).not.toMatch(/\d(?:[ ().-]{0,2}\d){6}/);
      }),
    );
  });
});

test('the case for the team is one line of at most 450 characters, whatever it holds', () => {
  const sessionId = freshId('sess');
  const session = sampleSession({ sessionId, config: sampleConfig({ displayName: 'Café "Lumière" {company}' }) });
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), fc.boolean(), (words, byModel) => {
      const caller = sampleTurn({ sessionId, heard: { kind: 'spoken', text: words } });
      const next = byModel
        ? ({ kind: 'transfer', reason: 'asked', summary: words } as const)
        : { kind: 'listen' as const };
      const dialogue = { greeting: 'Hello.', turns: [{ turn: 1, caller, reply: sampleReply({ sessionId, next }) }] };
      const text = escalationText(session, dialogue, 1);
      expect([...text].length).toBeLessThanOrEqual(450);
      expect(text).not.toMatch(/[\n\r]/);
      expect(text).toMatch(/^Café "Lumière" \{company\}: a caller is being put through/);
    }),
  );
});
