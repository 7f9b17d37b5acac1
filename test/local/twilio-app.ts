import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { onTestFinished } from 'vitest';
import { listenHere } from '#local/loopback.ts';
import { type IncomingCall, startTwilio, type TwilioOptions, type TwilioStandIn } from '#local/twilio/server.ts';

export const account = { accountSid: 'ACdemo', authToken: 'not-a-secret' };
export const caller = '+12025550100';
export const company = '+12025550199';

type Asked = {
  method: string;
  path: string;
  params: Record<string, string>;
  headers: Record<string, string>;
  /** The signature holds, by Twilio's own check. */
  signed: boolean;
};

export type Reply = { status?: number; headers?: Record<string, string>; body: string };
type Page = string | Reply | ((asked: Asked) => string | Reply | Promise<string | Reply>);

export type App = { url: string; asked: Asked[]; to(path: string): Asked[]; pages: Record<string, Page> };

/** A voice app of a few fixed pages: what stands between <Response> and </Response>, by path. Stops with the test. */
export async function startApp(pages: Record<string, Page>): Promise<App> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const body = await text(request);
    const headers = request.headers as Record<string, string>;
    const params = Object.fromEntries(new URLSearchParams(body));
    const url = `http://${headers.host}${path}`;
    const signature = headers['x-twilio-signature'] ?? '';
    const signed = validateRequest(account.authToken, signature, url, params);
    const one = { method: request.method ?? '', path, params, headers, signed };
    asked.push(one);
    const page = pages[path.split('?')[0] ?? ''] ?? { status: 404, body: 'no such page' };
    const answer = typeof page === 'function' ? await page(one) : page;
    if (typeof answer === 'string') response.setHeader('Content-Type', 'text/xml').end(twiml(answer));
    else response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
  });
  const { url, close } = await listenHere(server);
  onTestFinished(close);
  return { url, asked, pages, to: (path) => asked.filter((one) => one.path.split('?')[0] === path) };
}

export function twiml(inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${inner}</Response>`;
}

export const say = (words: string) => `<Say voice="Polly.Joanna-Neural" language="en-US">${words}</Say>`;
export const listen = (action: string, words = '', more = '') =>
  `<Gather input="dtmf speech" action="${action}" ${more}>${words && say(words)}</Gather>`;

export async function startTestTwilio(options: Partial<TwilioOptions> = {}): Promise<TwilioStandIn> {
  const twilio = await startTwilio({ accounts: [account], ...options });
  onTestFinished(() => twilio.close());
  return twilio;
}

/** A call to `/voice` of the app. */
export function to(app: App, more: Partial<IncomingCall> = {}): IncomingCall {
  return { from: caller, to: company, accountSid: account.accountSid, voiceUrl: `${app.url}/voice`, ...more };
}

/** The whole thing at once, for tests of one call. */
export async function ringApp(pages: Record<string, Page>, more: Partial<IncomingCall> = {}, options = {}) {
  const app = await startApp(pages);
  const twilio = await startTestTwilio(options);
  const call = await twilio.ring(to(app, more));
  return { app, twilio, call };
}

export const texts = (heard: readonly { text: string }[]) => heard.map((line) => line.text);
