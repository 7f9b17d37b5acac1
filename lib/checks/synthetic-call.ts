import type { CheckPlan } from '#lib/checks/check-release.ts';
import { AppError } from '#lib/domain/errors.ts';
import { sessionIdOfCall } from '#lib/domain/ids.ts';
import { signatureHeader, signTwilioRequest } from '#lib/http/twilio-signature.ts';
import { checkCompany } from '#lib/names.ts';
import type { Clock } from '#lib/ports/clock.ts';
import type { Dialogues } from '#lib/ports/dialogues.ts';
import { pathOf } from '#lib/routes.ts';

type CallPorts = { ask(entry: string, event: unknown): Promise<unknown>; dialogues: Dialogues; clock: Clock };

/** Parts that an answer may take: fillers, then the sentences. */
const mostParts = 20;

/** Rings, says one thing, hears an answer of the model, asks for a person, hangs up. Throws where anything is not as it should be. */
export async function syntheticCall(ports: CallPorts, plan: CheckPlan, authToken: string): Promise<void> {
  const post = async (entry: string, path: string, more: Record<string, string> = {}): Promise<string> => {
    const fields = { ...fieldsOf(plan), ...more };
    const answer = (await ports.ask(entry, webhookEvent(plan, path, fields, authToken))) as {
      statusCode?: number;
      body?: string;
    };
    const body = answer?.body ?? '';
    if (answer?.statusCode !== 200 || !/^<\?xml[^>]*>\s*<Response/.test(body)) {
      throw new AppError('conflict', `${entry} answered ${answer?.statusCode} and no TwiML.`);
    }
    return body;
  };

  expectIn(await post('inbound', pathOf('inbound'), { CallStatus: 'ringing' }), /<Gather\b/, 'inbound does not listen');
  if (plan.entry === 'turn') await answerByNewVersion(ports, plan);
  else await hearAnswer(post);
  await requireReply(ports, plan);
  const noPerson = await post('escalate', pathOf('escalateStep', { attempt: 2, step: 'dial' }));
  expectIn(noPerson, /<(?:Say|Gather|Redirect)\b/, 'escalate says nothing');
  await post('status', pathOf('status'), { CallStatus: 'completed', CallDuration: '5', SequenceNumber: '3' });
}

/**
 * What somebody else signed must be refused. Only a version that has read the form, found whose number it is and had the
 * secret of that company can say so; and it does nothing more. Throws where it says anything else.
 */
export async function requireRefusal(ask: CallPorts['ask'], plan: CheckPlan, path: string): Promise<void> {
  const answer = await ask(plan.entry, webhookEvent(plan, path, fieldsOf(plan), 'the token of nobody'));
  const status = (answer as { statusCode?: number } | null)?.statusCode;
  if (status !== 403) throw new AppError('conflict', `${plan.entry} answered ${status} to what Twilio did not sign.`);
}

/** The caller's turn, as they would go through it: follow every redirect until we are listened to again. */
async function hearAnswer(post: (entry: string, path: string, more?: Record<string, string>) => Promise<string>) {
  const heard = [await post('speech', pathOf('speechTurn', { turn: 1 }), { SpeechResult: 'Hello, can you hear me?' })];
  for (let part = 1; part <= mostParts && /<Redirect\b/.test(heard.at(-1) ?? ''); part++) {
    heard.push(await post('speech', pathOf('speechPart', { turn: 1, part })));
  }
  expectIn(heard.at(-1) ?? '', /<Gather\b/, 'speech does not listen again');
  expectIn(heard.join('\n'), /<Say\b/, 'speech says nothing');
}

/** The worker under test is asked itself: the live speech would start the live one. */
async function answerByNewVersion({ ask, dialogues, clock }: CallPorts, { callSid }: CheckPlan): Promise<void> {
  const { companyId } = checkCompany;
  const sessionId = sessionIdOfCall(callSid);
  const now = clock.now();
  await dialogues.claim({
    sessionId,
    companyId,
    turn: 1,
    heard: { kind: 'spoken', text: 'Hello, can you hear me?' },
    claimedAt: now,
    deliveries: {},
    expiresAt: Math.floor(now / 1000) + 86_400,
  });
  await ask('turn', { kind: 'answer', companyId, sessionId, turn: 1 });
}

/** What the caller heard were words of the model, and no apology. */
async function requireReply({ dialogues }: CallPorts, { callSid }: CheckPlan): Promise<void> {
  const reply = await dialogues.findReply(sessionIdOfCall(callSid), 1);
  if (reply?.status === 'complete' && reply.sentences.length > 0) return;
  throw new AppError('conflict', `The reply is ${reply?.status ?? 'not there'}: ${reply?.failure ?? 'no words'}.`);
}

function expectIn(twiml: string, wanted: RegExp, otherwise: string): void {
  if (!wanted.test(twiml)) throw new AppError('conflict', `${otherwise}: ${twiml.slice(0, 300)}`);
}

const fieldsOf = ({ callSid }: CheckPlan): Record<string, string> => ({
  CallSid: callSid,
  AccountSid: checkCompany.accountSid,
  From: checkCompany.callerNumber,
  To: checkCompany.phoneNumber,
  Direction: 'inbound',
});

/** What API Gateway would make of Twilio's request. */
function webhookEvent(
  { baseUrl, sourceIp, callSid }: CheckPlan,
  path: string,
  fields: Record<string, string>,
  authToken: string,
) {
  const parameters = Object.fromEntries(
    ['turn', 'part', 'attempt', 'step'].flatMap((name) => {
      const value = parameterIn(path, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return {
    version: '2.0',
    routeKey: `POST ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      [signatureHeader]: signTwilioRequest(authToken, baseUrl + path, fields),
    },
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: parameters }),
    requestContext: { http: { method: 'POST', path, sourceIp }, requestId: callSid, stage: '$default' },
    body: Buffer.from(new URLSearchParams(fields).toString()).toString('base64'),
    isBase64Encoded: true,
  };
}

/** `/speech/{turn}/{part}` and `/escalate/{attempt}/{step}`. */
function parameterIn(path: string, name: string): string | undefined {
  const names = path.includes('/speech') ? ['turn', 'part'] : ['attempt', 'step'];
  const given = path.split(/\/(?:speech|escalate)\/?/)[1]?.split('/') ?? [];
  return given[names.indexOf(name)] || undefined;
}
