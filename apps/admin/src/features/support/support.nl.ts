import type { Translated } from '@anteroom/ui';
import type { supportEn } from './support.en';

export const supportNl: Translated<typeof supportEn> = {
  title: 'Ondersteuning',
  intro:
    'Zoek een uitnodiging, zie wat ervan werd, en herinner of verstuur opnieuw. Verder is hier niets van de persoon te zien, en elke blik komt in het logboek.',
  results: 'Wat is gevonden',
  find: 'Zoeken',
  query: {
    label: 'Adres, naam, nummer of code',
    hint: 'Het begin is genoeg. De code staat op elke pagina van de uitgenodigde, en onderaan de mail.',
    placeholder: 'bijv. 7KQ-M4P',
    short: 'Geef ten minste {{count}} tekens.',
  },
  reason: {
    label: {
      look: 'Waarom kijk je?',
      send: 'Waarom verstuur je?',
      lift: 'Hoe vroeg de persoon erom?',
    },
    kept: 'De reden komt in het logboek.',
    hint: 'In je eigen woorden, of een van deze.',
    common: 'Veelvoorkomende redenen',
    notReceived: 'Cliënt belde: mail niet ontvangen',
    linkDead: 'Link werkt niet',
    wrongPage: 'Komt na de link niet binnen',
    cameBack: 'Mail kwam terug',
    askedByPhone: 'Vroeg er telefonisch om',
    askedHere: 'Vroeg erom in de praktijk',
    short: 'Geef een reden van ten minste {{count}} tekens.',
    long: 'Ten hoogste {{count}} tekens.',
    holds: 'De reden komt bij elke blik in het logboek, en wordt na een uur opnieuw gevraagd.',
    first: 'Voordat je kijkt',
    go: 'Uitnodiging tonen',
  },
  suppressed: {
    title: 'Dit adres wil niet worden uitgenodigd',
    text: 'Er gaat geen uitnodiging en geen herinnering naartoe. Vraagt de persoon er toch om, dan kan dat worden teruggenomen.',
    only: 'Alleen als de persoon je erom vroeg: hij of zij koos ervoor deze mails niet te krijgen.',
    lift: 'De persoon wil weer worden uitgenodigd…',
    confirm: 'Uitnodigen weer toestaan',
    lifted: 'Het adres kan weer worden uitgenodigd',
    liftedText: 'Er is nog niets verstuurd.',
    invite: 'Opnieuw uitnodigen…',
    everybody:
      'De persoon vroeg het van alle praktijken hier. Alleen hij of zij kan dat terugnemen, met de link in de ontvangen mail.',
  },
  found_one: '{{count}} uitnodiging',
  found_other: '{{count}} uitnodigingen',
  more_one: 'De eerste {{count}} uitnodiging',
  more_other: 'De eerste {{count}} uitnodigingen',
  moreHint: 'Er zijn er meer. Vraag naar het adres of de code.',
  nothing: {
    title: 'Geen uitnodiging voor “{{query}}”',
    text: 'Misschien ging ze naar een ander adres, bijvoorbeeld met een tikfout: zoek op naam, of op wat voor de @ staat. Of de persoon is nooit uitgenodigd.',
  },
  status: {
    PENDING: 'Open',
    ACCEPTED: 'Aanvaard',
    EXPIRED: 'Verlopen',
    WITHDRAWN: 'Ingetrokken',
  },
  kind: { CLIENT: 'Cliënt', STAFF: 'Medewerker' },
  back: 'Terug naar het zoeken',
  missing: {
    title: 'Deze uitnodiging is er niet',
    text: 'Misschien is ze verwijderd, of hoort ze bij een andere organisatie.',
  },
  help: 'Wat je de beller zegt',
  facts: 'De uitnodiging',
  history: 'Wat er gebeurde',
  fact: {
    email: 'Verstuurd naar',
    kind: 'Uitgenodigd als',
    number: 'Nummer',
    code: 'Code',
    sent: 'Verstuurd',
    sentBy: 'door {{name}}',
    expires: 'Geldig tot',
    reminder: 'Volgende herinnering',
    noReminder: 'Geen',
  },
  act: {
    remind: 'Herinneren…',
    resend: 'Opnieuw versturen…',
    remindTitle: '{{who}} herinneren?',
    resendTitle: 'De uitnodiging aan {{who}} opnieuw versturen?',
    remindText: 'Dezelfde link gaat nog eens naar {{email}}. Hoe lang hij geldig is verandert niet.',
    resendText:
      'Dezelfde link gaat nog eens naar {{email}}, vanaf nu 14 dagen geldig, met nieuwe herinneringen.',
    remindConfirm: 'Herinnering versturen',
    resendConfirm: 'Opnieuw versturen',
    reminded: 'De herinnering is onderweg naar {{email}}.',
    resent: 'De uitnodiging is onderweg naar {{email}}.',
    notNow: 'Nu niet mogelijk',
  },
  mails: {
    title: 'Mails',
    none: 'Er worden geen mails meer bewaard.',
    INVITATION: 'Uitnodiging aan {{email}}',
    REMINDER: 'Herinnering aan {{email}}',
    automatic: 'vanzelf verstuurd',
    attempts_one: '{{count}} poging',
    attempts_other: '{{count}} pogingen',
    again: 'opnieuw geprobeerd',
    said: 'De mailserver zei: {{words}}',
  },
  finding: {
    NEVER_INVITED: 'Het adres is bekend, maar deze cliënt heeft geen uitnodiging gekregen.',
    NOT_WANTED:
      'Het adres is bekend, maar wie de mail daar leest wilde geen uitnodigingen: er is niets verzonden.',
    REGISTERED: 'De persoon is binnen zonder uitnodiging: die heeft zich zelf aangemeld.',
    DEACTIVATED: 'De cliënt is gedeactiveerd en krijgt geen mail.',
    ACCEPTED: 'De uitnodiging is op {{day}} aanvaard: de persoon is binnen.',
    STOPPED_BY_RECIPIENT:
      'Op {{day}} zei wie de mail van {{email}} leest “Dit ben ik niet”, en is de uitnodiging stopgezet.',
    ADDRESS_CHANGED:
      'Het adres is op {{day}} verbeterd, dus de eerdere link werkt niet meer, en er is nog geen nieuwe verstuurd.',
    WITHDRAWN: 'De uitnodiging is op {{day}} ingetrokken: de link werkt niet meer.',
    INVITER_GONE:
      'De link laat niemand binnen: de persoon is gedeactiveerd, of wie uitnodigde mag dat niet meer.',
    EXPIRED: 'De uitnodiging is op {{day}} verlopen.',
    RENEWAL_REQUESTED: 'De uitnodiging is verlopen, en op {{day}} vroeg de persoon om een nieuwe.',
    BOUNCED: 'De mailserver van {{domain}} weigerde de mail op {{day}}.',
    OPTED_OUT: 'De persoon vroeg om niet te worden uitgenodigd; daarom ging de mail op {{day}} niet weg.',
    MAIL_FAILED: 'Het versturen is op {{day}} opgegeven.',
    DELIVERY_UNKNOWN:
      'De verbinding brak op {{day}} tijdens het afleveren: misschien is de mail aangekomen, misschien niet.',
    TRIED_AGAIN:
      'De verbinding viel weg terwijl de mail werd overgedragen: die kan zijn aangekomen, en wordt vanzelf nog eens verzonden.',
    MAIL_DELAYED: 'De mailserver nam de mail nog niet aan; het wordt vanzelf opnieuw geprobeerd.',
    MAIL_WAITING: 'De mail wacht op vertrek.',
    OLD_LINK: 'Op {{day}} gebruikte de persoon een link die door een nieuwere is vervangen.',
    WHILE_SUSPENDED:
      'De link is op {{day}} geopend, toen de organisatie was opgeschort, en liet niemand binnen.',
    WRONG_USER: 'Op {{day}} is de link geopend door iemand die met een ander adres is aangemeld.',
    OPENED: 'De mail kwam aan en de link is op {{day}} geopend, maar de uitnodiging is niet aanvaard.',
    NOT_OPENED:
      'De mailserver van {{domain}} nam de mail op {{day}} aan; er is nog niet gezien dat iemand de link opende.',
  },
  meant: 'Misschien een tikfout: is het {{address}}?',
  advice: {
    NEVER_INVITED: 'Vraag iemand die mag uitnodigen om dat te doen.',
    NOT_WANTED:
      'Vraagt de persoon er toch om, dan staat iemand die mag uitnodigen het weer toe op de pagina van de cliënt. Wat van alle praktijken is gevraagd kan alleen hij of zij terugnemen, met de link in de ontvangen mail.',
    REGISTERED:
      'Laat de persoon zich bij het portaal aanmelden met dit adres. Is het wachtwoord kwijt, dan stuurt “Wachtwoord vergeten?” daar een nieuwe link.',
    DEACTIVATED: 'Vraag de praktijk waarom.',
    ACCEPTED:
      'Laat de persoon zich bij het portaal aanmelden met dit adres. Is het wachtwoord kwijt, dan stuurt “Wachtwoord vergeten?” daar een nieuwe link.',
    STOPPED_BY_RECIPIENT:
      'Vraag naar het juiste adres. Iemand die mag uitnodigen verbetert het en nodigt opnieuw uit. Wie vroeg om niet meer te worden uitgenodigd en het toch wil, wordt weer toegelaten op de pagina van de cliënt of medewerker; wat van alle praktijken is gevraagd kan alleen hij of zij terugnemen, met de link in de ontvangen mail.',
    ADDRESS_CHANGED: 'Vraag iemand die mag uitnodigen om de persoon opnieuw uit te nodigen.',
    WITHDRAWN: 'Vraag de praktijk waarom. Iemand die mag uitnodigen kan opnieuw uitnodigen.',
    INVITER_GONE: 'Vraag iemand die mag uitnodigen om het opnieuw te doen.',
    EXPIRED: 'Verstuur haar opnieuw: dezelfde link werkt dan weer, en er is een nieuwe mail onderweg.',
    RENEWAL_REQUESTED:
      'Verstuur haar opnieuw: dezelfde link werkt dan weer, en er is een nieuwe mail onderweg.',
    BOUNCED: 'Vraag naar het juiste adres, of naar een ander.',
    OPTED_OUT:
      'Vraagt de persoon er toch om, dan staat iemand die mag uitnodigen het weer toe op de pagina van de cliënt of medewerker. Wat van alle praktijken is gevraagd kan alleen hij of zij terugnemen, met de link in de ontvangen mail.',
    MAIL_FAILED: 'Verstuur de uitnodiging opnieuw, of vraag naar een ander adres.',
    DELIVERY_UNKNOWN: 'Vraag de persoon te kijken, ook bij ongewenste mail. Is ze er niet, herinner dan.',
    TRIED_AGAIN:
      'Laat de persoon kijken, ook bij de ongewenste mail. Is de mail er niet, dan komt er binnen enkele uren een kopie.',
    MAIL_DELAYED: 'Er hoeft niets te gebeuren. Heeft de persoon haast, vraag dan naar een ander adres.',
    MAIL_WAITING: 'De mail vertrekt zo. Vraag de persoon nog eens te kijken.',
    OLD_LINK: 'Laat de link van de nieuwste mail gebruiken. Is die weg, herinner dan.',
    WHILE_SUSPENDED: 'Laat de persoon dezelfde link nog eens openen: hij werkt nu.',
    WRONG_USER: 'Laat de persoon zich in de browser afmelden en de link opnieuw openen.',
    OPENED: 'Vraag waar het misging, en blijf aan de lijn terwijl de link opnieuw wordt geopend.',
    NOT_OPENED:
      'Laat de persoon bij ongewenste mail kijken, en ga het adres letter voor letter na. Herinner als de mail er niet is.',
  },
};
