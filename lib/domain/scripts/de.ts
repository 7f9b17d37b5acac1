import type { Scripts } from '#lib/domain/script.ts';

/** What we say ourselves, in German, with Sie. "KI-Assistenz", because {name} may be anyone's. */
export const german: Scripts = {
  disclosure: ['Guten Tag, hier ist {name}, die KI-Assistenz von {company}.'],
  greeting: ['Was kann ich für Sie tun?'],
  welcomeBack: [
    'Schön, dass Sie wieder anrufen. Die Verbindung ist wohl abgebrochen. Machen wir dort weiter, wo wir waren?',
  ],
  outboundOpening: ['Ich rufe wegen Folgendem an: {about}. Haben Sie einen Moment Zeit?'],
  callbackOpening: ['Sie hatten um einen Rückruf gebeten. Haben Sie einen Moment Zeit?'],
  voicemail: [
    'Leider habe ich Sie nicht erreicht. Rufen Sie uns gern unter dieser Nummer zurück, wann es Ihnen passt. Auf Wiederhören.',
  ],
  noMoreCalls: ['Selbstverständlich. Ich habe es vermerkt, wir rufen Sie nicht mehr an. Auf Wiederhören.'],
  filler: [
    'Einen Moment, bitte.',
    'Mal sehen.',
    'Gut, eine Sekunde.',
    'Einen kleinen Augenblick.',
    'Alles klar, ich bin dran.',
    'Da muss ich kurz überlegen.',
    'Gerne, einen Moment.',
    'Danke, einen Augenblick, bitte.',
  ],
  firstNudge: ['Ich höre Ihnen zu. Worum geht es?', 'Entschuldigung, ich habe nichts gehört. Worum geht es?'],
  secondNudge: ['Sind Sie noch da? Sagen Sie mir einfach kurz, warum Sie anrufen.'],
  whisper: ['Ein Anruf von {company}. Unsere KI-Assistenz gibt ein Gespräch an Sie weiter.'],
  whyAsked: ['Gewünscht wird ein Gespräch mit einem Menschen.'],
  whySilent: ['Bisher wurde nichts gesagt.'],
  whyStuck: ['Die KI-Assistenz konnte allein nicht weitermachen.'],
  whisperPress: ['Drücken Sie die 1, um das Gespräch anzunehmen, oder die 2, um abzulehnen.'],
  callerLeft: ['Es wurde bereits aufgelegt. Auf Wiederhören.'],
  silenceGoodbye: [
    'Ich höre leider niemanden und beende deshalb das Gespräch. Rufen Sie gerne wieder an. Auf Wiederhören.',
  ],
  goodbye: ['Vielen Dank für Ihren Anruf bei {company}. Alles Gute und auf Wiederhören.'],
  transfer: ['Ich verbinde Sie jetzt mit jemandem aus unserem Team. Bitte bleiben Sie dran.'],
  transferNoAnswer: [
    'Ich habe es versucht, aber im Team ist leider niemand ans Telefon gegangen. Ich bin weiter für Sie da: Wie möchten Sie weitermachen?',
  ],
  transferBusy: [
    'Ich habe es versucht, aber beim Team ist leider gerade besetzt. Ich bin weiter für Sie da: Wie möchten Sie weitermachen?',
  ],
  transferFailed: [
    'Es tut mir leid, ich konnte Sie gerade nicht mit dem Team verbinden. Ich bin weiter für Sie da: Wie möchten Sie weitermachen?',
  ],
  transferNobodyFree: [
    'Ich habe es versucht, aber im Team ist leider gerade niemand frei. Ich bin weiter für Sie da: Wie möchten Sie weitermachen?',
  ],
  tryingNext: ['Ich habe noch niemanden erreicht und versuche es bei jemand anderem. Bitte bleiben Sie dran.'],
  afterHours: ['Es tut mir leid, um diese Zeit ist aus unserem Team niemand da.'],
  stillHere: ['Ich bin aber weiter für Sie da: Was kann ich für Sie tun?'],
  noPerson: [
    'Es tut mir leid, ich habe niemanden, mit dem ich Sie verbinden kann. Ich helfe Ihnen gerne, so gut ich kann: Worum geht es denn?',
  ],
  mayRecord: ['Darf ich Ihre Nachricht für das Team aufnehmen? Sagen Sie bitte Ja, oder drücken Sie die 1.'],
  recordNow: ['Bitte sprechen Sie nach dem Ton, und drücken Sie eine Taste, wenn Sie fertig sind.'],
  recorded: ['Danke, Ihre Nachricht an das Team ist aufgenommen. Was kann ich noch für Sie tun?'],
  notRecorded: [
    'In Ordnung, es wird nichts aufgenommen. Sie können es auch mir sagen, und ich gebe es schriftlich weiter: Was soll das Team wissen?',
  ],
  nothingRecorded: [
    'Ich habe keine Nachricht gehört. Sie können es auch mir sagen, und ich gebe es schriftlich weiter: Was soll das Team wissen?',
  ],
  afterPerson: ['Das Gespräch mit dem Team ist beendet. Vielen Dank für Ihren Anruf bei {company}. Auf Wiederhören.'],
  tooSlow: [
    'Entschuldigung, das hat zu lange gedauert. Fragen Sie mich bitte noch einmal, oder drücken Sie die Null, um mit einem Menschen zu sprechen.',
  ],
  tooSlowNoPerson: ['Entschuldigung, das hat zu lange gedauert. Können Sie mich das bitte noch einmal fragen?'],
  failedToPerson: [
    'Entschuldigung, bei mir ist etwas schiefgelaufen. Ich verbinde Sie jetzt mit jemandem aus unserem Team.',
  ],
  failedTryAgain: ['Entschuldigung, bei mir ist etwas schiefgelaufen. Können Sie das bitte noch einmal sagen?'],
  failedGoodbye: [
    'Es tut mir sehr leid, ich habe ein technisches Problem und kann Ihnen gerade nicht helfen. Bitte rufen Sie etwas später noch einmal an. Auf Wiederhören.',
  ],
  refusal: [
    'Dabei kann ich Ihnen leider nicht helfen. Was kann ich sonst für Sie tun? Mit der Null erreichen Sie einen Menschen.',
  ],
  refusalNoPerson: ['Dabei kann ich Ihnen leider nicht helfen. Kann ich sonst etwas für Sie tun?'],
  managerIntro: [
    'Guten Tag, hier ist {manager}, die leitende KI von {company}. Mir liegt alles vor, was Sie schon erzählt haben.',
  ],
  notDone: ['Um es klar zu sagen: Bisher wurde an Ihrem Konto nichts geändert.'],
  busyToPerson: [
    'Es tut mir leid, ich kann hier im Moment nicht selbst weitermachen. Ich verbinde Sie mit einem Menschen.',
  ],
  busyGoodbye: [
    'Es tut mir leid, ich kann hier im Moment nicht weitermachen. Bitte rufen Sie etwas später noch einmal an. Auf Wiederhören.',
  ],
  notInService: [
    'Diese Nummer ist leider nicht in Betrieb. Bitte prüfen Sie sie und wählen Sie noch einmal. Auf Wiederhören.',
  ],
  companyDisabled: [
    'Unser Telefonassistent ist im Moment leider nicht erreichbar. Bitte versuchen Sie es später noch einmal. Auf Wiederhören.',
  ],
  callerBlocked: ['Diesen Anruf können wir leider nicht annehmen. Auf Wiederhören.'],
  callerAnonymous: [
    'Anrufe mit unterdrückter Nummer können wir leider nicht annehmen. Bitte rufen Sie mit sichtbarer Nummer noch einmal an. Auf Wiederhören.',
  ],
  callOver: [
    'Dieses Gespräch ist bereits beendet. Rufen Sie gerne wieder an, wenn Sie noch etwas brauchen. Auf Wiederhören.',
  ],
  systemApology: ['Entschuldigung, wir haben gerade ein technisches Problem.'],
};
