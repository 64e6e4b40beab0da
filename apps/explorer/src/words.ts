const en = {
  title: 'Anteroom API',
  key: 'API key',
  keyHint: 'Kept in this page only: gone when you close or reload it.',
  forget: 'Forget the key',
  asNobody: 'Without a key: only what is open to everybody.',
  asKey: 'With the key, for real: a mutation changes your organization.',
  main: 'Operations and documentation',
  unreachable: 'The server cannot be reached.',
};

const nl: typeof en = {
  title: 'Anteroom-API',
  key: 'API-sleutel',
  keyHint: 'Alleen op deze pagina bewaard: weg als je die sluit of herlaadt.',
  forget: 'Sleutel vergeten',
  asNobody: 'Zonder sleutel: alleen wat voor iedereen open is.',
  asKey: 'Met de sleutel, en echt: een mutatie verandert jouw organisatie.',
  main: 'Opdrachten en documentatie',
  unreachable: 'De server is niet bereikbaar.',
};

const dutch = navigator.language.toLowerCase().startsWith('nl');

export const words = dutch ? nl : en;
export const language = dutch ? 'nl' : 'en';
