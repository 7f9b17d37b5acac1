import type { Scripts } from '#lib/domain/script.ts';

/** What we say ourselves, in Spanish: of Latin America, with usted. */
export const spanish: Scripts = {
  disclosure: ['Hola, le habla {name}, asistente de inteligencia artificial de {company}.'],
  greeting: ['¿En qué le puedo ayudar hoy?'],
  welcomeBack: ['Qué bien que vuelve a llamar. Parece que se cortó la comunicación. ¿Seguimos donde nos quedamos?'],
  outboundOpening: ['Le llamo por lo siguiente: {about}. ¿Tiene un momento?'],
  callbackOpening: ['Nos pidió que le devolviéramos la llamada. ¿Tiene un momento?'],
  voicemail: ['Siento no haber podido hablar con usted. Llámenos a este número cuando le venga bien. Adiós.'],
  noMoreCalls: ['Por supuesto. Lo he anotado y no volveremos a llamarle. Adiós.'],
  filler: [
    'Un momento, por favor.',
    'Déjeme ver.',
    'Claro, un segundito.',
    'Permítame un momento.',
    'Bien, enseguida le digo.',
    'Déjeme pensarlo un segundo.',
    'De acuerdo, deme un momento.',
    'Gracias, un momentito.',
  ],
  firstNudge: ['Le escucho. ¿En qué le puedo ayudar?', 'Perdón, no escuché nada. ¿En qué le puedo ayudar?'],
  secondNudge: ['¿Sigue ahí? Cuénteme en pocas palabras el motivo de su llamada.'],
  whisper: ['Le llamamos de {company}. Nuestro asistente de inteligencia artificial le pasa la llamada de un cliente.'],
  whyAsked: ['El cliente ha pedido hablar con una persona.'],
  whySilent: ['El cliente no ha dicho nada hasta ahora.'],
  whyStuck: ['El asistente no ha podido seguir por sí solo.'],
  whisperPress: ['Pulse 1 para atender la llamada o 2 para rechazarla.'],
  callerLeft: ['El cliente ha colgado. Hasta luego.'],
  silenceGoodbye: [
    'No escucho a nadie, así que voy a terminar la llamada. Vuelva a llamarnos cuando guste. Hasta luego.',
  ],
  goodbye: ['Gracias por llamar a {company}. Que le vaya muy bien. Hasta luego.'],
  transfer: ['Ahora le comunico con una persona del equipo. No cuelgue, por favor.'],
  transferNoAnswer: [
    'Lo siento, lo intenté, pero nadie del equipo contestó. Yo sigo aquí para ayudarle: dígame cómo quiere continuar.',
  ],
  transferBusy: [
    'Lo siento, lo intenté, pero la línea del equipo está ocupada. Yo sigo aquí para ayudarle: dígame cómo quiere continuar.',
  ],
  transferFailed: [
    'Lo siento, no pude comunicarle con el equipo. Yo sigo aquí para ayudarle: dígame cómo quiere continuar.',
  ],
  transferNobodyFree: [
    'Lo siento, lo intenté, pero ahora mismo no hay nadie libre en el equipo. Yo sigo aquí para ayudarle: dígame cómo quiere continuar.',
  ],
  tryingNext: ['Todavía no he localizado a nadie y voy a probar con otra persona. No cuelgue, por favor.'],
  afterHours: ['Lo siento, a esta hora no hay nadie de nuestro equipo.'],
  stillHere: ['Yo sigo aquí: ¿en qué puedo ayudarle?'],
  noPerson: [
    'Lo siento, no tengo a una persona con quien comunicarle. Con gusto le ayudo en lo que pueda: ¿de qué se trata?',
  ],
  mayRecord: ['¿Puedo grabar su mensaje para el equipo? Diga sí, por favor, o pulse 1.'],
  recordNow: ['Hable después de la señal, por favor, y pulse cualquier tecla cuando termine.'],
  recorded: ['Gracias, su mensaje para el equipo está grabado. ¿Qué más puedo hacer por usted?'],
  notRecorded: [
    'De acuerdo, no se graba nada. También puede decírmelo a mí y lo transmito por escrito: ¿qué debe saber el equipo?',
  ],
  nothingRecorded: [
    'No he oído ningún mensaje. También puede decírmelo a mí y lo transmito por escrito: ¿qué debe saber el equipo?',
  ],
  afterPerson: ['La conversación con el equipo ha terminado. Gracias por llamar a {company}. Hasta luego.'],
  tooSlow: ['Disculpe, esto tardó demasiado. Pregúnteme de nuevo, o marque cero para hablar con una persona.'],
  tooSlowNoPerson: ['Disculpe, esto tardó demasiado. ¿Me lo puede preguntar otra vez, por favor?'],
  failedToPerson: ['Disculpe, algo falló de mi parte. Ahora le comunico con una persona.'],
  failedTryAgain: ['Disculpe, algo falló de mi parte. ¿Me lo puede repetir, por favor?'],
  failedGoodbye: [
    'Lo siento mucho, tengo un problema técnico y ahora no le puedo ayudar. Por favor, llámenos un poco más tarde. Hasta luego.',
  ],
  refusal: [
    'Lo siento, con eso no le puedo ayudar. ¿Qué más necesita? También puede marcar cero para hablar con una persona.',
  ],
  refusalNoPerson: ['Lo siento, con eso no le puedo ayudar. ¿Hay algo más en lo que le pueda ayudar?'],
  managerIntro: [
    'Hola, soy {manager}, la IA que supervisa la atención de {company}. Ya tengo toda la información de su caso.',
  ],
  notDone: ['Para que quede claro, hasta ahora no se ha cambiado nada en su cuenta.'],
  busyToPerson: ['Lo siento, ahora mismo no puedo seguir con esto. Le paso con una persona.'],
  busyGoodbye: [
    'Lo siento, ahora mismo no puedo seguir con esto. Por favor, vuelva a llamar un poco más tarde. Adiós.',
  ],
  notInService: ['Lo siento, este número no está en servicio. Por favor, verifíquelo y marque de nuevo. Hasta luego.'],
  companyDisabled: [
    'Lo siento, nuestro asistente telefónico no está disponible en este momento. Por favor, llame más tarde. Hasta luego.',
  ],
  callerBlocked: ['Lo siento, no podemos atender esta llamada. Hasta luego.'],
  callerAnonymous: [
    'Lo siento, no podemos atender llamadas de números ocultos. Por favor, llame de nuevo mostrando su número. Hasta luego.',
  ],
  callOver: ['Esta llamada ya terminó. Si necesita algo más, llámenos de nuevo. Hasta luego.'],
  systemApology: ['Disculpe, en este momento tenemos un problema técnico.'],
};
