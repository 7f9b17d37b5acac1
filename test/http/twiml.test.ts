import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Line, Listening, Next } from '#lib/domain/answer.ts';
import { type Language, languages, speechTag } from '#lib/domain/language.ts';
import { defaultVoices } from '#lib/domain/voices.ts';
import { renderAnswer } from '#lib/http/twiml.ts';
import type { Say, TwimlVerb } from '#local/twilio/twiml/verbs.ts';
import { parseTwiml, readTwiml } from '#local/twilio/twiml.ts';

const routes = {
  speech: (turn: number, part?: number) => `https://x.test/speech/${turn}${part === undefined ? '' : `/${part}`}`,
  escalate: (attempt: number, step: string) => `https://x.test/escalate/${attempt}/${step}`,
  record: (turn: number, step: string) => `https://x.test/record/${turn}/${step}`,
  recordEvent: (turn: number, step: string) => `https://x.test/record/${turn}/events/${step}`,
};
const line = (text: string, language: Language = 'en'): Line => ({
  text,
  language,
  voice: defaultVoices[language].aiRep,
});
const listening: Listening = { language: 'en', hints: [], silenceSeconds: 5, endOfSpeechSeconds: 1 };
const dial = { kind: 'dial', attempt: 4, index: 0, callSid: 'CA1' } as const;
const listen: Next = { kind: 'listen', turn: 2, listening };
const verbs = (lines: readonly Line[], next: Next): TwimlVerb[] => parseTwiml(renderAnswer({ lines, next }, routes));
const says = (found: readonly TwimlVerb[]): Say[] =>
  found.flatMap((verb) => (verb.verb === 'Gather' ? verb.prompts : [verb])).filter((verb) => verb.verb === 'Say');

describe('what comes after the words', () => {
  test('listening takes speech and one key, and the words may be interrupted', () => {
    const hints = ['Acme', 'Tarif, klein'];
    const found = verbs([line('One.'), line('Two.')], {
      ...listen,
      listening: { ...listening, language: 'de', hints },
    });
    expect(found).toMatchObject([
      {
        verb: 'Gather',
        input: ['dtmf', 'speech'],
        action: 'https://x.test/speech/2',
        method: 'POST',
        actionOnEmptyResult: true,
        timeout: 5,
        speechTimeout: 1,
        speechModel: 'phone_call',
        language: 'de-DE',
        hints: ['Acme', 'Tarif klein'],
        numDigits: 1,
        prompts: [
          { verb: 'Say', text: 'One.', voice: 'Polly.Joanna-Neural', language: 'en-US' },
          { verb: 'Say', text: 'Two.' },
        ],
      },
    ]);
  });

  test('listening again for the same turn names the part', () => {
    expect(verbs([], { ...listen, part: 100 })).toMatchObject([{ action: 'https://x.test/speech/2/100', prompts: [] }]);
  });

  test('no hints, no attribute', () => {
    expect(renderAnswer({ lines: [], next: listen }, routes)).not.toContain('hints');
  });

  test('the answer to whether a message may be recorded goes to a webhook of its own', () => {
    const found = verbs([line('May I?')], { kind: 'consent', turn: 2, listening });
    expect(found).toMatchObject([
      { verb: 'Gather', action: 'https://x.test/record/2/consent', actionOnEmptyResult: true, numDigits: 1 },
    ]);
  });

  test.each<[Next, object[]]>([
    [
      { kind: 'record', turn: 2, longestSeconds: 120 },
      [
        {
          verb: 'Record',
          action: 'https://x.test/record/2/done',
          method: 'POST',
          maxLength: 120,
          playBeep: true,
          finishOnKey: '1234567890*#',
          recordingStatusCallback: 'https://x.test/record/2/events/status',
          recordingEvents: ['completed', 'absent'],
        },
        { verb: 'Redirect', method: 'POST', url: 'https://x.test/record/2/done' },
      ],
    ],
    [{ kind: 'continue', turn: 3, part: 1 }, [{ verb: 'Redirect', method: 'POST', url: 'https://x.test/speech/3/1' }]],
    [
      { kind: 'transfer', attempt: 4, index: 1 },
      [{ verb: 'Redirect', method: 'POST', url: 'https://x.test/escalate/4/dial.1' }],
    ],
    [
      { ...dial, number: '+12025550100', callerId: '+12025550111', ringSeconds: 20 },
      [
        {
          verb: 'Dial',
          action: 'https://x.test/escalate/4/result.0',
          method: 'POST',
          answerOnBridge: true,
          timeout: 20,
          callerId: '+12025550111',
          numbers: [
            {
              number: '+12025550100',
              url: 'https://x.test/escalate/4/whisper.0',
              machineDetection: 'Enable',
              amdStatusCallback: 'https://x.test/escalate/4/machine.0.CA1',
            },
          ],
        },
      ],
    ],
    [{ kind: 'hangup' }, [{ verb: 'Hangup' }]],
    [{ kind: 'bridge' }, []],
  ])('%j', (next, expected) => {
    expect(verbs([line('Bye.')], next)).toMatchObject([{ verb: 'Say', text: 'Bye.' }, ...expected]);
    expect(verbs([], next)).toMatchObject(expected);
  });

  test('a person is asked for one key, and hung up on whatever else happens', () => {
    expect(verbs([line('Press 1.')], { kind: 'ask', attempt: 4, index: 2, waitSeconds: 7 })).toMatchObject([
      {
        verb: 'Gather',
        input: ['dtmf'],
        action: 'https://x.test/escalate/4/accept.2',
        actionOnEmptyResult: true,
        numDigits: 1,
        timeout: 7,
        prompts: [{ verb: 'Say', text: 'Press 1.' }],
      },
      { verb: 'Hangup' },
    ]);
  });

  test('a rejected call hears nothing, or it would have been answered', () => {
    expect(verbs([line('Sorry.')], { kind: 'reject' })).toMatchObject([{ verb: 'Reject' }]);
  });

  test('a number that cannot be dialled goes straight to the result of the attempt', () => {
    const found = verbs([], { ...dial, number: 'nobody', callerId: undefined, ringSeconds: 20 });
    expect(found).toMatchObject([{ verb: 'Redirect', url: 'https://x.test/escalate/4/result.0' }]);
  });

  test('a caller id that is none is left to Twilio', () => {
    const document = renderAnswer(
      { lines: [], next: { ...dial, number: '+12025550100', callerId: 'anonymous', ringSeconds: 0 } },
      routes,
    );
    expect(document).not.toContain('callerId');
    expect(document).toContain('timeout="1"');
  });
});

describe('what is said', () => {
  test('each line has its own Say, with voice and language of its own', () => {
    for (const language of languages)
      expect(verbs([line('Äé & <b>"ñ"</b>', language)], { kind: 'hangup' })[0]).toEqual({
        verb: 'Say',
        text: 'Äé & <b>"ñ"</b>',
        voice: defaultVoices[language].aiRep,
        language: speechTag[language],
        loop: 1,
      });
  });

  test('a voice speaks its own variant; one that cannot speak the language gives way', () => {
    const spoken = (voice: string, language: Language) =>
      says(verbs([{ text: 'x', language, voice }], { kind: 'hangup' })).map((say) => [say.voice, say.language])[0];
    expect(spoken('Polly.Amy-Neural', 'en')).toEqual(['Polly.Amy-Neural', 'en-GB']);
    expect(spoken('Google.es-ES-Neural2-A', 'es')).toEqual(['Google.es-ES-Neural2-A', 'es-ES']);
    expect(spoken('Polly.Rémi-Generative', 'fr')).toEqual(['Polly.Rémi-Generative', 'fr-FR']);
    expect(spoken('Polly.Joanna-Neural', 'de')).toEqual(['Polly.Vicki-Neural', 'de-DE']);
    for (const voice of ['', 'Polly.Nobody', 'x"/><Hangup/>\u0000', 'alice'])
      expect(spoken(voice, 'pt')).toEqual(['Polly.Camila-Neural', 'pt-BR']);
  });

  test('lines with nothing to say are left out', () => {
    const lines = ['', ' \n', '...', '\u0000', '\u200b', 'Yes'].map((text) => line(text));
    expect(says(verbs(lines, listen)).map((say) => say.text)).toEqual(['Yes']);
  });

  test('a long line is parted between words, by characters and by what they encode to', () => {
    for (const [word, count] of [
      ['plain', 2000],
      ['größe', 2000],
      ['中文字', 900],
      ['x'.repeat(9000), 1],
      ['𝒜', 2000],
    ] as const) {
      const text = Array(count).fill(word).join(' ');
      const spoken = says(verbs([line(`a ${text}`)], { kind: 'hangup' })).map((say) => say.text);
      expect(spoken.join(' ').replaceAll(' ', '')).toBe(`a ${text}`.replaceAll(' ', ''));
      if (word.length < 9) expect(spoken.join(' ')).toBe(`a ${text}`);
      for (const piece of spoken) expect(piece.length).toBeLessThanOrEqual(3000);
      for (const piece of spoken) expect(encodeURIComponent(piece).length).toBeLessThanOrEqual(4500);
    }
  });
});

describe('limits', () => {
  test('too much to say loses its end, never what comes next', () => {
    const lines = Array.from({ length: 40 }, (_, index) => line(`${index} ${'<&> word '.repeat(300)}`));
    const document = renderAnswer({ lines, next: { kind: 'transfer', attempt: 1, index: 0 } }, routes);
    const found = parseTwiml(document);
    expect(Buffer.byteLength(document)).toBeGreaterThan(55_000);
    expect(found.at(-1)).toMatchObject({ verb: 'Redirect' });
    expect(says(found)[0]?.text).toMatch(/^0 /);
  });

  test('hints: 500 of 100 characters, each once, none with a comma', () => {
    const hints = Array.from({ length: 700 }, (_, index) => `,n${index % 650},, x,`);
    const [gather] = verbs([], {
      ...listen,
      listening: { ...listening, hints: ['😊'.repeat(80), '', ' , ', ...hints] },
    });
    if (gather?.verb !== 'Gather') throw new Error('not a Gather');
    expect(gather.hints).toHaveLength(500);
    expect(gather.hints.slice(0, 3)).toEqual(['😊'.repeat(50), 'n0 x', 'n1 x']);
  });

  test('hints never fill the document', () => {
    const hints = Array.from({ length: 500 }, (_, index) => `${index}${'"'.repeat(99)}`);
    const document = renderAnswer(
      { lines: [line('Hello.')], next: { ...listen, listening: { ...listening, hints } } },
      routes,
    );
    expect(Buffer.byteLength(document)).toBeLessThan(20_000);
    expect(says(parseTwiml(document))).toHaveLength(1);
  });
});

describe('whatever the strings hold', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          ...[
            '</Say><Hangup/>',
            '<![CDATA[',
            ']]>',
            '&#0;',
            '&lt;',
            '&',
            '"',
            "'",
            '<!--',
            '<?x ?>',
            '\u0000',
            '\u001b',
            '\ufffe',
            '\ud800',
            '\udc00',
            '\r',
            '\n',
            ' ',
            'word',
            ',',
            '😊',
            '\u2028',
            '\u0085',
            '\u007f',
          ],
        ),
      )
      .map((parts) => parts.join('')),
  );
  const language = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...languages) }, hostile as fc.Arbitrary<Language>);
  const voice = fc.oneof(hostile, fc.constantFrom('Polly.Amy', 'man', 'Polly.Vicki-Neural', 'Google.pt-BR-Wavenet-A'));
  const number = fc.oneof(fc.integer(), fc.double());
  const phone = fc.oneof(hostile, fc.constant('+12025550100'));
  const next = fc.oneof(
    fc.record({
      kind: fc.constant('listen' as const),
      turn: number,
      listening: fc.record({ language, hints: fc.array(hostile), silenceSeconds: number, endOfSpeechSeconds: number }),
    }),
    fc.record({ kind: fc.constant('continue' as const), turn: number, part: number }),
    fc.record({ kind: fc.constant('transfer' as const), attempt: number, index: number }),
    fc.record({ kind: fc.constant('ask' as const), attempt: number, index: number, waitSeconds: number }),
    fc.record({
      kind: fc.constant('dial' as const),
      attempt: number,
      index: number,
      number: phone,
      callerId: fc.option(phone, { nil: undefined }),
      callSid: hostile,
      ringSeconds: number,
    }),
    fc.record({ kind: fc.constant('record' as const), turn: number, longestSeconds: number }),
    fc.constantFrom<Next>({ kind: 'hangup' }, { kind: 'reject' }, { kind: 'bridge' }),
  );
  const answer: fc.Arbitrary<Answer> = fc.record({
    lines: fc.array(fc.record({ text: hostile, language, voice })),
    next,
  });
  const follows = {
    consent: ['Gather'],
    listen: ['Gather'],
    continue: ['Redirect'],
    transfer: ['Redirect'],
    dial: ['Dial', 'Redirect'],
  };

  test('the document is valid, and says no verb that the answer does not', () => {
    fc.assert(
      fc.property(answer, (any) => {
        const { verbs: found, warnings } = readTwiml(renderAnswer(any, routes));
        // What follows the question, or the recording, is for a Twilio that does not ask for its action.
        if (any.next.kind !== 'ask' && any.next.kind !== 'record') expect(warnings).toEqual([]);
        const names = found.filter(({ verb }) => verb !== 'Say').map(({ verb }) => verb);
        const { kind } = any.next;
        if (kind === 'bridge') expect(names).toEqual([]);
        else if (kind === 'ask') expect(names).toEqual(['Gather', 'Hangup']);
        else if (kind === 'record') expect(names).toEqual(['Record', 'Redirect']);
        else if (kind === 'hangup' || kind === 'reject')
          expect(names.map((name) => name.toLowerCase())).toEqual([kind]);
        else expect([names.length, follows[kind].includes(names[0] ?? '')]).toEqual([1, true]);
      }),
      { numRuns: 3000 },
    );
  });

  test('the words that are said are the words of the lines', () => {
    const clean = (text: string): string =>
      text
        .toWellFormed()
        .replace(/[\p{Cc}\ufffe\uffff\s]+/gu, '')
        .replace(/^[^\p{L}\p{N}]*$/u, '');
    fc.assert(
      fc.property(fc.array(hostile), (texts) => {
        const spoken = says(
          verbs(
            texts.map((text) => line(text)),
            { kind: 'hangup' },
          ),
        ).map((say) => say.text);
        expect(spoken.map(clean)).toEqual(texts.map(clean).filter((text) => text !== ''));
      }),
      { numRuns: 1000 },
    );
  });
});
