import { formatMoney } from '#lib/domain/money.ts';
import type { UsageRow } from '#lib/domain/usage.ts';
import { defaultVoices } from '#lib/domain/voices.ts';
import { sayWindow } from '#lib/domain/zoned-time.ts';
import { demo, demoConfig } from '#local/demo-company.ts';
import { type Desk, startDesk } from '#local/desk.ts';
import { deskLog } from '#local/desk-log.ts';
import { heardLine, paint, print, transcriptLine } from '#local/terminal.ts';
import type { PhoneCall } from '#local/twilio/call.ts';

/** What the caller says, turn by turn: a refund over the rep's cap, and a person who is busy. The last line ends the call. */
const callerSays = [
  'Hi. If the color of a rug does not fit, can I send it back?',
  'The wool rug from my order 4711 arrived with a stain. I want my money back.',
  'My e-mail is dana at example dot com.',
  'Can I talk to a person about my next order, too?',
  'Then please call me back tomorrow at three.',
  'Great, that is all. Thank you, goodbye!',
];

/** Fast enough to watch, slow enough that streaming shows: the AI speaks about three times as fast as people do. */
const charactersPerSecond = 45;

/** `npm run demo`: a whole call without questions. Exits 0, or says what broke. */
async function play(desk: Desk): Promise<string | undefined> {
  print(paint('bold', 'A call to Maple & Pine'));
  print(paint('dim', 'The number before a line is the silence the caller heard before it.\n'));
  desk.twilio.agents.when(demo.personPhone).isBusy();
  const call = desk.twilio.dialIn(desk.incoming());
  call.watch((event) => {
    if (event.kind === 'heard') print(heardLine(speakerOf(event.line.voice), event.line));
  });
  await call.settled();
  for (const words of callerSays) {
    if (call.ending) return `the call ended before the caller could say "${words}" (${describe(call)})`;
    print(transcriptLine('Caller', words));
    await call.says(words);
  }
  if (call.ending?.by !== 'hangup') return `the AI did not end the call after the goodbye (${describe(call)})`;
  await desk.lambda.settled();
  return await report(desk, call);
}

const describe = (call: PhoneCall): string =>
  call.ending
    ? `ended by ${call.ending.by}${call.ending.error ? `: ${call.ending.error.message}` : ''}`
    : `still ${call.state}`;

/** Prints what the call cost and left behind; returns what is wrong with it. */
async function report(desk: Desk, call: PhoneCall): Promise<string | undefined> {
  const stored = await desk.stores.calls.find(call.callSid);
  if (stored === undefined) return 'the call was not stored';
  const session = await desk.stores.sessions.find(stored.sessionId);
  const dialogue = await desk.stores.dialogues.read(stored.sessionId);
  const usage = await desk.stores.usage.list(
    demo.companyId,
    startedAt.toISOString(),
    new Date(Date.now() + 1_000).toISOString(),
  );

  print(paint('bold', '\nGaps'));
  const gaps = call.heard.map(({ gapMs }) => gapMs).sort((a, b) => a - b);
  print(
    `  ${gaps.length} lines, longest silence ${Math.round(gaps.at(-1) ?? 0)} ms, median ${Math.round(gaps[gaps.length >> 1] ?? 0)} ms`,
  );

  print(paint('bold', '\nCost'));
  print(`  ${usage.length} model calls, ${dollars(usage)} in all`);
  for (const row of usage) print(`  turn ${row.turn}  ${tokensOf(row)}  ${dollars([row])}`);

  print(paint('bold', '\nStored'));
  print(`  VoiceCall  ${stored.callSid}  ${stored.status}, ${stored.durationSeconds} s, ${stored.ending}`);
  print(`  CSSession  ${stored.sessionId}  ${session?.status}`);
  print(`  CSMessage  ${dialogue.turns.length} turns`);
  for (const { turn, caller, reply } of dialogue.turns) {
    print(
      paint(
        'dim',
        `    ${turn}  ${caller?.heard.kind}, answered in ${reply?.sentences.length ?? 0} sentences, ${reply?.status}`,
      ),
    );
  }

  print(paint('bold', '\nText messages to the team'));
  for (const { to, body } of desk.twilio.messages) print(`  ${to}  ${body}`);
  const promises = await desk.stores.callbacks.open(demo.companyId, '9999');
  print(paint('bold', '\nCalls promised'));
  for (const { phone, from, to, timeZone, owner } of promises) {
    print(`  ${phone}  ${sayWindow({ from, to }, timeZone, 'en')}, by ${owner}`);
  }

  const actions = await desk.stores.ledger.ofSession(demo.companyId, stored.sessionId);
  print(paint('bold', '\nLedger'));
  for (const action of actions) {
    print(
      `  ${action.state.padEnd(9)} ${action.tier.padEnd(9)} ${action.kind}  ${formatMoney(action.amount)}  ${action.reference ?? ''}`,
    );
    print(paint('dim', `    ${action.rule}; verified by ${action.evidence}`));
    for (const { window, limitMinor, amountMinor } of action.windows) {
      print(paint('dim', `    ${amountMinor} of ${limitMinor} cents in ${window.replace(stored.sessionId, '…')}`));
    }
  }
  const executedMinor = actions
    .filter(({ state }) => state === 'executed')
    .reduce((sum, { amount }) => sum + amount.amountMinor, 0);
  print(`  executed ${executedMinor} cents; the shop's own books say ${desk.shop.books.refundedMinor()}`);

  if (executedMinor !== 8_900 || desk.shop.books.refundedMinor() !== executedMinor) {
    return 'the ledger and the shop do not agree on one refund of 89.00 USD';
  }
  if (desk.twilio.messages.length !== 2)
    return 'the team was not told of the caller who asked for a person, and that nobody took them';
  if (promises.length !== 1) return 'the call back that was promised is not on the list';
  if ((gaps.at(-1) ?? 0) > 5_000) return 'the caller heard more than 5 s of silence';
  if (stored.endedAt === undefined || session?.status !== 'resolved')
    return 'the books of the call were not closed as resolved';
  if (dialogue.turns.some(({ reply }) => reply?.status !== 'complete'))
    return 'a turn was left without a complete reply';
  return undefined;
}

const speakerOf = (voice: string | undefined): string =>
  voice === defaultVoices.en.aiManager ? demoConfig.tiers.aiManager.name : demoConfig.tiers.aiRep.name;

const dollars = (rows: readonly UsageRow[]): string =>
  `$${(rows.reduce((sum, row) => sum + row.costMicroUsd, 0) / 1_000_000).toFixed(6)}`;

const tokensOf = (row: UsageRow): string =>
  `${row.model}  in ${row.inputTokens} + ${row.cacheWriteTokens} written to cache + ${row.cacheReadTokens} read from it, out ${row.outputTokens}`;

const startedAt = new Date();
const desk = await startDesk({ log: deskLog({ level: 'error' }), twilio: { charactersPerSecond } });
let broken: string | undefined;
try {
  broken = await play(desk);
} catch (cause) {
  broken = cause instanceof Error ? cause.message : String(cause);
}
await desk.close();
if (broken !== undefined) process.stderr.write(`\nThe demo call broke: ${broken}\n`);
process.exit(broken === undefined ? 0 : 1);
