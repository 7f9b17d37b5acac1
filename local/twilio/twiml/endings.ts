import { Attributes, isWebhookUrl, urlWanted } from './attributes.ts';
import { type Element, nothingInside, onlyText } from './elements.ts';
import { TwimlError } from './error.ts';
import type { Hangup, Record, Redirect, Reject } from './verbs.ts';

// The verbs after which nothing else of the document runs.

export function readRedirect(element: Element): Redirect {
  const attributes = new Attributes(element);
  const method = attributes.method('method', 13710);
  attributes.finish();
  const url = onlyText(element);
  if (!isWebhookUrl(url)) throw new TwimlError(11100, `"${url}" in ${element.where} must be ${urlWanted}`);
  return { verb: 'Redirect', url, method };
}

export function readHangup(element: Element): Hangup {
  new Attributes(element).finish();
  nothingInside(element);
  return { verb: 'Hangup' };
}

export function readReject(element: Element): Reject {
  const attributes = new Attributes(element);
  const reason = attributes.oneOf('reason', ['rejected', 'busy'], 12200) ?? 'rejected';
  attributes.finish();
  nothingInside(element);
  return { verb: 'Reject', reason };
}

export function readRecord(element: Element): Record {
  const attributes = new Attributes(element);
  const transcribe = attributes.flag('transcribe', false, 13614);
  const maxLength = attributes.whole('maxLength', 1, 14_400, 13612);
  const record: Record = {
    verb: 'Record',
    action: attributes.url('action'),
    method: attributes.method('method', 13610),
    timeout: attributes.whole('timeout', 0, 14_400, 13611) ?? 5,
    maxLength: maxLength ?? (transcribe ? 120 : 3600),
    finishOnKey: attributes.matching('finishOnKey', /^[0-9*#]*$/, 13613, 'keys of 0-9 * #') ?? '1234567890*#',
    playBeep: attributes.flag('playBeep', true, 13616),
    recordingStatusCallback: attributes.url('recordingStatusCallback'),
    recordingEvents: attributes.words(
      'recordingStatusCallbackEvent',
      ['in-progress', 'completed', 'absent'],
      12200,
    ) ?? ['completed'],
  };
  attributes.method('recordingStatusCallbackMethod', 12200);
  attributes.oneOf('trim', ['trim-silence', 'do-not-trim'], 12200);
  attributes.url('transcribeCallback');
  attributes.finish();
  nothingInside(element);
  if (transcribe && record.maxLength > 120)
    throw new TwimlError(13615, `maxLength="${record.maxLength}" with transcribe in ${element.where}; at most 120`);
  return record;
}
