import { expect, test } from 'vitest';
import { asksNotToBeCalled } from '#lib/domain/outbound/do-not-call.ts';

test.each([
  'Do not call me again.',
  "Please don't call me anymore",
  'Don’t ever call this number again!',
  'Stop calling me',
  'never call us again please',
  'Take me off your list.',
  'Remove my number from your calling list, will you?',
  'Put me on your do not call list',
  'No more calls, please',
  "I don't want any more calls from you",
  'I do not want to be called again',
  'No me llamen más',
  'no me vuelva a llamar',
  'Por favor, dejen de llamarme',
  'Quiten mi número de su lista',
  'No quiero recibir más llamadas',
  "Ne m'appelez plus",
  'Arrêtez de m’appeler !',
  'Retirez-moi de votre liste',
  'Je ne veux plus être appelée',
  'Rufen Sie mich bitte nicht mehr an',
  'Rufen Sie mich nie wieder an!',
  'Hören Sie auf, mich anzurufen',
  'Streichen Sie mich von Ihrer Liste',
  'Ich möchte keine Anrufe mehr',
  'Ich will nicht mehr angerufen werden',
  'Não me ligue mais',
  'Não me liguem de novo',
  'Parem de me ligar',
  'Tire meu número da sua lista',
  'Não quero mais ligações',
])('"%s" means it', (text) => {
  expect(asksNotToBeCalled(text)).toBe(true);
});

test.each([
  'Please call me again tomorrow',
  "Don't call me a liar",
  "Don't call my wife, call me",
  'Why did nobody call me?',
  'I did not get any calls',
  'Do not call it a refund',
  'You can stop the subscription',
  'Take the lamp off my order list',
  'No me llamo Juan',
  'No me llame señora, por favor',
  '¿Me pueden llamar más tarde?',
  'Je ne m’appelle pas Paul',
  "Rappelez-moi plus tard, s'il vous plaît",
  'Rufen Sie mich bitte später an',
  'Warum ruft mich niemand an?',
  'Nehmen Sie die Lampe von der Rechnung',
  'Me ligue mais tarde',
  'Pode me ligar de novo amanhã?',
  '',
])('"%s" does not', (text) => {
  expect(asksNotToBeCalled(text)).toBe(false);
});
