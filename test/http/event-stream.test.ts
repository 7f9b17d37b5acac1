import { afterEach, expect, test, vi } from 'vitest';
import { parametersIn } from '#lib/http/route-path.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test("in Lambda a function that streams is the one that the runtime's own decorator made of it", async () => {
  const made = async () => undefined;
  const streamifyResponse = vi.fn(() => made);
  vi.stubGlobal('awslambda', { streamifyResponse });
  vi.resetModules();
  const { handler } = await import('#functions/chat-stream.ts');
  expect(handler).toBe(made);
  expect(streamifyResponse).toHaveBeenCalledOnce();
});

test.each([
  ['/api/momentum/cs/sessions/sess_1/messages', { sessionId: 'sess_1' }],
  ['/api/momentum/cs/sessions/a%20b/messages', { sessionId: 'a b' }],
  ['/api/momentum/cs/sessions/%E0%A4%A/messages', { sessionId: '%E0%A4%A' }],
  ['/api/momentum/cs/sessions//messages', {}],
  ['/api/momentum/cs/sessions/sess_1', {}],
  ['/api/momentum/cs/sessions/sess_1/messages/2', {}],
  ['/api/momentum/cs/sessions/sess_1/end', {}],
])('at a URL without routes %s means %j', (path, parameters) => {
  expect(parametersIn('sendMessage', path)).toEqual(parameters);
});
