import type { Searchable } from '../clients/search-terms.js';

export type Story =
  | 'no-email'
  | 'not-invited'
  | 'pending'
  | 'bounced'
  | 'delayed'
  | 'expired'
  | 'asked-again'
  | 'withdrawn'
  | 'active'
  | 'deactivated';

export interface DemoPerson extends Pick<Searchable, 'firstName' | 'lastName'> {
  story: Story;
  /** Days since they were invited, or since they were created when they were not. */
  days: number;
  /** Which of the programs. */
  program: number | null;
}

export const PROGRAMS = [
  'Sleep better',
  'Coping with stress',
  'Back on your feet',
  'Living with pain',
  'Mindful parenting',
];

const lines = `
Joris Visser|active|34|0
Mila Jansen|active|33|0
Daan de Boer|active|33|1
Noor Bakker|active|31|0
Sem van Dijk|active|30|2
Lotte Smit|active|28|1
Bram Meijer|active|27|3
Yara el Amrani|active|26|1
Finn Mulder|active|24|0
Saar de Groot|active|21|2
Mehmet Yıldız|active|19|3
Fleur Bos|active|16|1
Luuk Vos|active|15|0
Sofia Peters|active|12|4
Ravi Ramdin|active|11|4
Tess Hendriks|active|9|2
Zoë van den Heuvel|active|1|4
Gijs Dekker|deactivated|60|0
Hanna Wójcik|deactivated|55|3
Thijs Brouwer|pending|0|4
Evi de Wit|pending|0|4
Lars Dijkstra|pending|0|4
Nina Smits|pending|1|4
Otis de Graaf|pending|1|1
Fatima Benali|pending|2|1
Cas van der Meer|pending|2|0
Isa van der Linden|pending|4|2
Jurre Kok|pending|4|2
Romy Jacobs|pending|5|3
Amir Haddad|pending|6|3
Vera de Haan|pending|8|0
Teun Vermeulen|pending|9|0
Julie van den Berg|pending|11|1
Wout van Leeuwen|pending|13|1
Kiki Willems|bounced|1|4
Stijn Hoekstra|bounced|5|2
Maud Koster|delayed|0|4
Ties Prins|expired|16|0
Puck Huisman|expired|18|1
Abel Peeters|expired|22|1
Lieke Kuipers|expired|25|2
Siem Schouten|expired|31|3
Ayşe Demir|expired|38|3
Guus van Vliet|asked-again|17|0
Bo Timmermans|asked-again|20|2
Loïs Groen|withdrawn|10|1
Hugo Gerritsen|withdrawn|14|2
Jip van Beek|withdrawn|29|3
Elin Postma|withdrawn|7|4
Pim Scholten|not-invited|0|4
Anouk Blom|not-invited|0|4
Ruben van Dam|not-invited|1|
Milan Kramer|not-invited|2|0
Nora Sanders|not-invited|3|
Tobias Verhoeven|not-invited|5|1
 |not-invited|0|4
Geert Wolters|no-email|12|2
Ina Veenstra|no-email|20|
Kees Zijlstra|no-email|40|3
`;

export const PEOPLE: DemoPerson[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', story, days, program] = line.split('|');
    const [firstName = '', ...rest] = name.trim().split(' ');
    return {
      firstName: firstName || null,
      lastName: rest.join(' ') || null,
      story: story as Story,
      days: Number(days),
      program: program ? Number(program) : null,
    };
  });
