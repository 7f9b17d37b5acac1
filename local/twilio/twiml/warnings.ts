import type { TwimlVerb } from './verbs.ts';

/** What Twilio would run without complaint, and a caller would notice: dead verbs, loops, an end nobody meant. */
export function warningsOf(verbs: readonly TwimlVerb[]): string[] {
  const warnings: string[] = [];
  for (const [index, verb] of verbs.entries()) {
    const after = verbs.length - index - 1;
    if (after > 0 && endsDocument(verb)) warnings.push(`${after} verb(s) after <${verb.verb}> are never reached`);
    if (verb.verb === 'Reject' && index > 0) warnings.push('<Reject> is not the first verb: the call was answered');
    if (verb.verb === 'Gather' && !verb.actionOnEmptyResult && after === 0)
      warnings.push('silence ends the call: nothing follows the last <Gather>, and it has no actionOnEmptyResult');
    if ((verb.verb === 'Gather' || verb.verb === 'Record') && !verb.action)
      warnings.push(`<${verb.verb}> without action asks for this same document again`);
    for (const say of verb.verb === 'Gather' ? verb.prompts : [verb])
      if (say.verb === 'Say' && !say.voice)
        warnings.push('<Say> without voice speaks in whatever the account is set to');
  }
  return warnings;
}

function endsDocument(verb: TwimlVerb): boolean {
  switch (verb.verb) {
    case 'Redirect':
    case 'Hangup':
    case 'Reject':
    case 'Record':
      return true;
    case 'Dial':
      return verb.action !== undefined;
    case 'Gather':
      return verb.actionOnEmptyResult;
    case 'Say':
    case 'Play':
    case 'Pause':
      return false;
    default:
      return verb satisfies never;
  }
}
