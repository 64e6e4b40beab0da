import type { Translated } from '@anteroom/ui';
import type { mailingsEn } from './mailings.en';

export const mailingsNl: Translated<typeof mailingsEn> = {
  bar: 'E-mails aangenomen door de mailserver',
  underway: '{{sent}} van {{total}} aangenomen door de mailserver.',
  over_one: 'Verstuurd naar {{count}} persoon.',
  over_other: 'Verstuurd naar {{count}} personen.',
  cameBack_one: '{{count}} e-mail vraagt aandacht.',
  cameBack_other: '{{count}} e-mails vragen aandacht.',
  mayClose: 'Je kunt dit sluiten: het versturen gaat door, en je krijgt bericht als het klaar is.',
  slow: 'De mailserver neemt de tijd. We blijven het proberen; er gaat niets verloren en niets wordt dubbel verstuurd.',
  missing: 'Deze verzending is niet meer bekend.',
  unreachable: 'Het systeem is even niet bereikbaar. Het versturen zelf gaat door.',
  problems: 'Wat aandacht vraagt',
  states: {
    BOUNCED: 'De e-mail kwam terug.',
    FAILED: 'De e-mail kon niet worden verstuurd.',
    UNKNOWN: 'De verbinding viel weg tijdens het afleveren.',
  },
  remedies: {
    BOUNCED:
      'Verbeter het adres op de pagina van de cliënt; daarna kan de uitnodiging opnieuw worden verstuurd.',
    FAILED: 'Verstuur de uitnodiging opnieuw vanaf de pagina van de cliënt.',
    UNKNOWN: 'Misschien is de e-mail aangekomen. Vraag het de cliënt voordat je opnieuw verstuurt.',
  },
  openClient: 'Cliënt openen',
  serverWords: 'Wat de mailserver zei',
  moreProblems_one: 'En nog {{count}}. Die staat bij Openstaande uitnodigingen.',
  moreProblems_other: 'En nog {{count}}. Die staan bij Openstaande uitnodigingen.',
  show: 'Bekijken',
};
