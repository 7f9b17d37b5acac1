import { describe, expect, it } from 'vitest';
import type { TwimlError } from '#local/twilio/twiml/error.ts';
import { parseTwiml, readTwiml } from '#local/twilio/twiml.ts';

const response = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?><Response>${inner}</Response>`;

function refusal(body: string | Buffer, options = {}): TwimlError {
  try {
    parseTwiml(body, options);
  } catch (error) {
    return error as TwimlError;
  }
  throw new Error(`accepted: ${body.toString().slice(0, 200)}`);
}

describe('a TwiML document', () => {
  it('is read into verbs with the defaults filled in', () => {
    const [gather, redirect] = parseTwiml(
      response(
        '<Gather input="speech dtmf" action="/speech/2" speechTimeout="2" speechModel="phone_call" language="es-US" ' +
          'hints="Acme, Tarifa 3" numDigits="1" actionOnEmptyResult="true">' +
          '<Say voice="Polly.Lupe-Neural" language="es-US">  Hola &amp; buenos\n días </Say><Pause/></Gather>' +
          '<Redirect>https://example.com/next?a=1&amp;b=2</Redirect>',
      ),
    );
    expect(gather).toMatchObject({
      verb: 'Gather',
      input: ['speech', 'dtmf'],
      method: 'POST',
      timeout: 5,
      hints: ['Acme', 'Tarifa 3'],
      finishOnKey: '#',
      prompts: [
        { verb: 'Say', text: 'Hola & buenos días', voice: 'Polly.Lupe-Neural', loop: 1 },
        { verb: 'Pause', length: 1 },
      ],
    });
    expect(redirect).toEqual({ verb: 'Redirect', url: 'https://example.com/next?a=1&b=2', method: 'POST' });
  });

  it('may be empty, commented, a buffer, or plain ASCII without a declaration', () => {
    expect(parseTwiml(Buffer.from('<Response><!-- nothing to say --></Response>'))).toEqual([]);
    expect(parseTwiml('<Response/>')).toEqual([]);
  });

  it.each([
    ['nothing at all', '', 12100],
    ['an unclosed element', '<Response><Say>hi</Response>', 12100],
    ['white space before the declaration', ' <?xml version="1.0"?><Response/>', 12100],
    ['an HTML entity', response('<Say>a&nbsp;b</Say>'), 12100],
    ['a control character in text', response('<Say>a\u0007b</Say>'), 12100],
    ['a control character in an attribute', response('<Gather hints="a\u0001"/>'), 12100],
    ['half a surrogate pair', response('<Say>\ud83d</Say>'), 12100],
    ['bytes that are not UTF-8', Buffer.from([0x3c, 0x52, 0xff, 0x2f, 0x3e]), 12100],
    ['a document type', '<!DOCTYPE Response><Response/>', 12100],
    ['another root', '<TwiML/>', 12102],
    ['over 64 kB', response(`<!-- ${'x'.repeat(65_536)} -->`), 11750],
    ['stray text', response('hello'), 12200],
    ['an attribute on the root', '<Response version="1"/>', 12200],
  ])('refuses %s', (_, body, code) => {
    expect(refusal(body).code).toBe(code);
  });
});

describe('a verb', () => {
  it.each([
    ['a verb in the wrong case', '<say>hi</say>', 12200],
    ['an attribute in the wrong case', '<Gather speechtimeout="1"/>', 12200],
    ['an unknown verb', '<Shout/>', 12200],
    ['a verb we never use', '<Enqueue>support</Enqueue>', 12200],
    ['Say without text', '<Say> \n </Say>', 13520],
    ['Say with nothing but punctuation', '<Say>... !</Say>', 13520],
    ['Say of 3001 characters in a Polly voice', `<Say voice="Polly.Joanna">${'a'.repeat(3001)}</Say>`, 13521],
    ['Say of 4500 URL-encoded characters', `<Say voice="Polly.Lea">${'é'.repeat(751)}</Say>`, 13521],
    ['a voice that does not exist', '<Say voice="alice">hi</Say>', 13511],
    ['a voice of another language', '<Say voice="Polly.Lupe-Neural" language="en-US">hi</Say>', 13511],
    ['a Google voice of another language', '<Say voice="Google.de-DE-Neural2-B" language="en-US">hi</Say>', 13511],
    ['HTML in Say', '<Say>so <b>very</b> sorry</Say>', 12200],
    ['SSML in a basic voice', '<Say voice="woman">wait <break/></Say>', 13520],
    ['Play of a relative name', '<Play>tone.wav</Play>', 11100],
    ['Play of nothing', '<Play/>', 11100],
    ['a negative Pause', '<Pause length="-1"/>', 13910],
    ['Dial inside Gather', '<Gather><Dial>+12025550100</Dial></Gather>', 13320],
    ['an unknown input', '<Gather input="voice"/>', 13326],
    ['a fraction of a second', '<Gather timeout="1.5"/>', 13313],
    ['a speechTimeout of 0', '<Gather speechTimeout="0"/>', 13327],
    ['auto beside a speech model', '<Gather speechModel="phone_call" speechTimeout="auto"/>', 13335],
    ['an unknown speech model', '<Gather speechModel="whisper"/>', 13334],
    ['a bad language', '<Gather language="English"/>', 13331],
    ['501 hints', `<Gather hints="${Array(501).fill('a').join(',')}"/>`, 13330],
    ['a hint of 101 characters', `<Gather hints="${'a'.repeat(101)}"/>`, 13330],
    ['numDigits of 0', '<Gather numDigits="0"/>', 13314],
    ['two finish keys', '<Gather finishOnKey="#*"/>', 13310],
    ['an unknown method', '<Gather method="PUT"/>', 13312],
    ['actionOnEmptyResult of 1', '<Gather actionOnEmptyResult="1"/>', 13338],
    ['an action that is no URL', '<Gather action="speech"/>', 11100],
    ['an action on another scheme', '<Gather action="ftp://example.com/"/>', 11100],
    ['a Dial of nobody', '<Dial/>', 13223],
    ['a number not in E.164', '<Dial><Number>2025550100</Number></Dial>', 13223],
    ['a callerId not in E.164', '<Dial callerId="Acme">+12025550100</Dial>', 13214],
    ['a Dial timeout of 0', '<Dial timeout="0">+12025550100</Dial>', 13212],
    ['an unknown record mode', '<Dial record="yes">+12025550100</Dial>', 13217],
    ['11 numbers', `<Dial>${'<Number>+12025550100</Number>'.repeat(11)}</Dial>`, 13215],
    ['a conference', '<Dial><Conference>room</Conference></Dial>', 13215],
    ['a bad number event', '<Dial><Number statusCallbackEvent="done">+12025550100</Number></Dial>', 12200],
    ['Redirect to nowhere', '<Redirect/>', 11100],
    ['Hangup with an attribute', '<Hangup reason="busy"/>', 12200],
    ['Hangup with something in it', '<Hangup>bye</Hangup>', 12200],
    ['an unknown reason to reject', '<Reject reason="late"/>', 12200],
    ['a Record of nothing', '<Record maxLength="0"/>', 13612],
    ['a long recording to transcribe', '<Record transcribe="true" maxLength="300"/>', 13615],
  ])('refuses %s', (_, inner, code) => {
    expect(refusal(response(inner)).code).toBe(code);
  });

  it('says what is wrong, where, and what was meant', () => {
    expect(refusal('<Response>\n<Gather>\n<Say Voice="man">hi</Say></Gather></Response>').message).toBe(
      '12200: unknown attribute Voice in <Response><Gather><Say>, line 3; attribute names are case-sensitive, it is voice',
    );
    expect(refusal(response('<hangup/>')).message).toMatch(/it is <Hangup>/);
  });

  it('speaks the words of SSML without its tags, and an alias instead of its text', () => {
    const [say] = parseTwiml(
      response(
        '<Say voice="Polly.Joanna">Order <say-as interpret-as="digits">12</say-as> <sub alias="number">no</sub></Say>',
      ),
    );
    expect(say).toMatchObject({ text: 'Order 12 number' });
  });

  it('accepts voices it does not know by their pattern', () => {
    const voices = ['Polly.Someone-Generative', 'Google.fi-FI-Chirp3-HD-Aoede', 'Polly.Rémi-Neural', 'man'];
    for (const voice of voices)
      expect(parseTwiml(response(`<Say voice="${voice}">hi</Say>`))).toMatchObject([{ verb: 'Say', voice }]);
  });
});

describe('a whisper', () => {
  it('holds Say, Play, Pause, Gather and Hangup', () => {
    const whisper = response('<Gather numDigits="1"><Say voice="man">Press 1</Say></Gather><Pause/><Hangup/>');
    expect(parseTwiml(whisper, { whisper: true }).map((verb) => verb.verb)).toEqual(['Gather', 'Pause', 'Hangup']);
  });

  it.each([
    ['Dial', '<Dial>+12025550100</Dial>', 13201],
    ['Redirect', '<Redirect>/again</Redirect>', 12200],
    ['Record', '<Record action="/r"/>', 12200],
  ])('may not hold %s', (_, inner, code) => {
    expect(refusal(response(inner), { whisper: true }).code).toBe(code);
  });
});

describe('a document that runs but not as meant', () => {
  it.each([
    ['verbs after a Redirect', '<Redirect>/a</Redirect><Hangup/>', /1 verb\(s\) after <Redirect>/],
    ['verbs after a Dial with action', '<Dial action="/a">+12025550100</Dial><Hangup/>', /after <Dial>/],
    ['a Reject of an answered call', '<Say voice="man">hi</Say><Reject/>', /not the first verb/],
    ['a Gather that ends the call on silence', '<Gather action="/a"/>', /silence ends the call/],
    ['a Gather that asks for itself', '<Gather actionOnEmptyResult="true"/>', /without action/],
    ['a voice left to the account', '<Gather action="/a"><Say>hi</Say></Gather><Hangup/>', /without voice/],
  ])('warns of %s', (_, inner, warning) => {
    expect(readTwiml(response(inner)).warnings).toEqual([expect.stringMatching(warning)]);
  });

  it('has no complaint about what follows a Dial without action', () => {
    expect(readTwiml(response('<Dial>+12025550100</Dial><Hangup/>')).warnings).toEqual([]);
  });
});
