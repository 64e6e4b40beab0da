import type { Translated } from '@anteroom/ui';
import type { bulkOperationsEn } from './bulk-operations.en';

export const bulkOperationsNl: Translated<typeof bulkOperationsEn> = {
  title: 'Acties op velen',
  lead: 'Wat er, stap voor stap, is gedaan met iedereen die aan een filter voldeed.',
  leadOwn: 'Wat jij begon voor iedereen die aan een filter voldeed.',
  table: 'Acties op velen, nieuwste eerst',
  found_one: '{{shown}} actie',
  found_other: '{{shown}} acties',
  column: { what: 'Wat', begun: 'Begonnen', outcome: 'Hoe ver het kwam' },
  program: 'Programma {{name}}',
  resumedBy: 'Voortgezet door {{name}}',
  state: { RUNNING: 'Bezig', WAITING: 'Wacht', DONE: 'Klaar', FAILED: 'Halverwege gestopt' },
  doneOf: '{{done}} van {{total}} gedaan',
  empty: {
    title: 'Er is nog niets met velen gedaan',
    text: 'Selecteer bij de cliënten of de open uitnodigingen iedereen die voldoet, en nodig uit, herinner of trek in. Hoe ver het kwam staat hier, ook voor je collega’s.',
    textOwn: 'Wat je doet met iedereen die voldoet onder je cliënten staat hier, met hoe ver het kwam.',
    toClients: 'Naar de cliënten',
  },
};
