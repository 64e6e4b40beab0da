import type { Translated } from '@anteroom/ui';
import type { mailingsEn } from './mailings.en';

export const mailingsNl: Translated<typeof mailingsEn> = {
  bar: 'Mails aangenomen door de mailserver',
  underway: '{{sent}} van {{total}} aangenomen door de mailserver.',
  over_one: 'Verstuurd naar {{count}} persoon.',
  over_other: 'Verstuurd naar {{count}} personen.',
  cameBack_one: '{{count}} mail vraagt aandacht.',
  cameBack_other: '{{count}} mails vragen aandacht.',
  mayClose: 'Je kunt dit sluiten: het versturen gaat door, en je krijgt bericht als het klaar is.',
  slow: 'De mailserver neemt de tijd. We blijven het vanzelf proberen; er gaat niets verloren.',
  missing: 'Deze verzending is niet meer bekend.',
  unreachable: 'Het systeem is even niet bereikbaar. Het versturen zelf gaat door.',
  notSent_one: '{{count}} niet verstuurd',
  notSent_other: '{{count}} niet verstuurd',
  notSentRemedies: {
    SUPPRESSED:
      'Vraag het eerst. Wie toch wil worden uitgenodigd, kan op de eigen pagina weer worden toegelaten.',
    RECIPIENT_LIMIT: 'Ze staan bij de cliënten als niet uitgenodigd: verstuur het daarvandaan.',
    ORGANIZATION_LIMIT:
      'Ze staan bij de cliënten als niet uitgenodigd: selecteer ze daar en verstuur het dan.',
    USER_LIMIT: 'Vraag een collega om het te versturen, of selecteer ze bij de cliënten en verstuur het dan.',
  },
  moreNames_one: 'En nog {{count}}',
  moreNames_other: 'En nog {{count}}',
  problems: 'Wat aandacht vraagt',
  reasons: {
    MAILBOX_UNKNOWN: 'Volgens de mailserver bestaat deze mailbox niet.',
    MAILBOX_FULL: 'De mailbox is vol.',
    REFUSED: 'De mailserver weigerde de mail.',
    BLOCKED: 'De mailserver hield de mail voor ongewenst en weigerde hem.',
    TEMPORARY: 'De mailserver vroeg om het later opnieuw te proberen; dat gebeurt vanzelf.',
    SERVER_UNREACHABLE: 'Onze mailserver is niet bereikbaar; de mail vertrekt vanzelf zodra het kan.',
    CONNECTION_LOST: 'De verbinding viel weg tijdens het afleveren.',
    GAVE_UP: 'De mail kon drie dagen lang niet worden afgeleverd.',
    WITHDRAWN: 'De uitnodiging werd ingetrokken voordat de mail vertrok.',
    ACCEPTED: 'De uitnodiging werd aanvaard voordat de mail vertrok.',
    EXPIRED: 'De uitnodiging verliep voordat de mail vertrok.',
    SUPERSEDED: 'Een nieuwere mail van dezelfde uitnodiging kwam ervoor in de plaats.',
    CONNECTION_REMOVED: 'De verbinding tussen beiden werd verwijderd voordat de mail vertrok.',
    SUPPRESSED: 'De persoon vroeg om niet te worden uitgenodigd voordat de mail vertrok.',
    UNUSABLE_ADDRESS: 'Naar dit adres kan niet worden geschreven.',
  },
  states: {
    BOUNCED: 'De mail kwam terug.',
    FAILED: 'De mail kon niet worden verstuurd.',
    UNKNOWN: 'De verbinding viel weg tijdens het afleveren.',
  },
  remedies: {
    BOUNCED:
      'Verbeter het adres op de pagina van de cliënt; daarna kan de uitnodiging opnieuw worden verstuurd.',
    FAILED: 'Verstuur de uitnodiging opnieuw vanaf de pagina van de cliënt.',
    UNKNOWN: 'Misschien is de mail aangekomen. Vraag het de cliënt voordat je opnieuw verstuurt.',
    MAILBOX_FULL:
      'Vraag de cliënt om een ander adres, of verstuur de uitnodiging over een paar dagen opnieuw.',
    REFUSED: 'Controleer het adres. Klopt het, verstuur de uitnodiging dan later opnieuw.',
    BLOCKED: 'Laat het de cliënt weten, en verstuur de uitnodiging later opnieuw.',
    SUPPRESSED: 'Vraag het eerst, voordat je opnieuw uitnodigt.',
  },
  openClient: 'Cliënt openen',
  serverWords: 'Wat de mailserver zei',
  moreProblems_one: 'En nog {{count}}. Die staat bij Open uitnodigingen.',
  moreProblems_other: 'En nog {{count}}. Die staan bij Open uitnodigingen.',
  show: 'Bekijken',
};
