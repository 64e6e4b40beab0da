import type { Translated } from '@anteroom/ui';
import type { programsEn } from './programs.en';

export const programsNl: Translated<typeof programsEn> = {
  title: "Programma's",
  create: 'Programma aanmaken',
  search: "Programma's zoeken",
  table: "Programma's",
  column: { name: 'Naam', clients: 'Cliënten', created: 'Aangemaakt', actions: 'Acties' },
  clients_one: '{{shown}} cliënt',
  clients_other: '{{shown}} cliënten',
  showClients: 'De cliënten van {{name}} tonen',
  rename: 'Hernoemen',
  renameOf: '{{name}} hernoemen',
  form: {
    createTitle: 'Een programma aanmaken',
    renameTitle: '{{name}} hernoemen',
    name: 'Naam',
    hint: 'Zoals cliënten het lezen, bijvoorbeeld “Beter slapen”.',
    required: 'Geef het programma een naam.',
    tooLong: 'Hoogstens {{limit}} tekens.',
    create: 'Programma aanmaken',
    rename: 'Hernoemen',
    created: '“{{name}}” is er. Voeg er cliënten aan toe vanuit de cliëntenlijst.',
    renamed: 'Het programma heet nu “{{name}}”.',
  },
  empty: {
    title: "Nog geen programma's",
    text: 'Een programma is waar cliënten samen in komen: een cursus, een groep, een behandelpad.',
    textReading: 'Niemand heeft er nog een gemaakt.',
    nothing: 'Geen programma begint zo',
    nothingText: 'Probeer minder letters.',
  },
  add: {
    title_one: '{{shown}} cliënt aan een programma toevoegen',
    title_other: '{{shown}} cliënten aan een programma toevoegen',
    program: 'Programma',
    placeholder: 'Kies een programma',
    nothing: 'Zo’n programma is er niet',
    chooseFirst: 'Kies eerst een programma.',
    already: 'Wie er al in zit, blijft er één keer in.',
    submit: 'Toevoegen',
  },
};
