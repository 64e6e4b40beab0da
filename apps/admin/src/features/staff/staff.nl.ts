import type { Translated } from '@anteroom/ui';
import type { staffEn } from './staff.en';

export const staffNl: Translated<typeof staffEn> = {
  title: 'Medewerkers',
  tabs: { label: 'Medewerkers en rollen', people: 'Mensen', roles: 'Rollen' },
  invite: 'Medewerker uitnodigen',
  search: 'Zoek naam, adres, nummer',
  table: 'Medewerkers',
  found_one: '{{shown}} medewerker gevonden.',
  found_other: '{{shown}} medewerkers gevonden.',
  column: { name: 'Naam', roles: 'Rollen', status: 'Status', lastSeen: 'Laatst gezien' },
  none: '–',
  status: {
    INVITED: 'Uitgenodigd',
    INVITE_EXPIRED: 'Uitnodiging verlopen',
    INVITE_WITHDRAWN: 'Uitnodiging ingetrokken',
    ACTIVE: 'Actief',
    DEACTIVATED: 'Gedeactiveerd',
  },
  filter: {
    status: 'Status',
    anyStatus: 'Elke status',
    role: 'Rol',
    anyRole: 'Elke rol',
  },
  empty: {
    title: 'Nog niemand',
    text: 'Nodig de mensen uit met wie je werkt. Ieder krijgt een mail met een link, en de rollen die je kiest.',
    nothing: 'Niemand gevonden',
    nothingText: 'Probeer minder letters, of wis de filters.',
  },
  member: {
    back: 'Medewerkers',
    you: 'Dat ben jij',
    facts: 'Gegevens',
    firstName: 'Voornaam',
    lastName: 'Achternaam',
    number: 'Personeelsnummer',
    email: 'E-mail',
    emailFixed: 'Deze medewerker logt met dit adres in, dus alleen die kan het veranderen.',
    invalidEmail: 'Dit is geen e-mailadres.',
    invited: 'Bekend sinds',
    activated: 'Actief sinds',
    deactivated: 'Gedeactiveerd sinds',
    lastSeen: 'Laatst gezien',
    apiKeys: 'Zelf gemaakte API-sleutels',
    saved: 'Opgeslagen.',
    linkReplaced:
      'Opgeslagen. De link naar het oude adres werkt niet meer; verstuur de uitnodiging opnieuw om het nieuwe te bereiken.',
    missing: {
      title: 'Deze medewerker bestaat niet',
      text: 'Misschien is het adres verkeerd getypt, of werkt die voor een andere organisatie.',
    },
    may: 'Wat deze medewerker mag',
    roles: 'Rollen',
    singly: 'Naast de rollen',
    nothing: 'Niets.',
    changeRoles: 'Rollen wijzigen',
    inviteAgain: 'Opnieuw uitnodigen',
    deactivate: 'Deactiveren',
    reactivate: 'Opnieuw activeren',
    connections: 'Verbonden cliënten',
    timeline: 'Wat er gebeurde',
    createdEvent: 'Ingevoerd',
  },
  change: {
    title: 'Rollen van {{name}}',
    roles: 'Rollen – minstens één. Meer rollen tellen op.',
    singly: 'Rechten naast de rollen',
    singlyHint: 'Alleen voor deze persoon, bijvoorbeeld een behandelaar die eigen cliënten mag uitnodigen.',
    through: 'Al via {{roles}}.',
    beyondRole: 'Deze rol mag meer dan jij: {{missing}}.',
    beyond: 'Je mag dit zelf niet, dus je kunt het niet geven.',
    preview: 'Wat er verandert',
    gains: 'Mag nu ook',
    losses: 'Mag niet meer',
    same: 'Er verandert niets aan wat deze medewerker mag.',
    atOnce: 'Het geldt bij de volgende klik, ook waar deze medewerker al is ingelogd.',
    needsRole: 'Kies minstens één rol. Wil je iemand buiten houden, deactiveer die dan.',
    save: 'Rollen opslaan',
    saved: '{{name}} heeft nu deze rollen.',
  },
  deactivate: {
    title: '{{name}} deactiveren?',
    text: 'Vanaf de volgende klik kan deze medewerker hier niets meer, ook waar die is ingelogd. De links van verstuurde uitnodigingen werken niet meer, en wat voor veel cliënten is begonnen stopt.',
    kept: 'Rollen en verbindingen blijven bewaard, en je kunt opnieuw activeren.',
    confirm: 'Deactiveren',
    done: '{{name}} is gedeactiveerd.',
  },
  keys: {
    outlast_one:
      'Deze medewerker maakte een API-sleutel die blijft werken: {{names}}. Vernieuw hem daarna, want deze medewerker heeft het geheim gezien.',
    outlast_other:
      'Deze medewerker maakte {{count}} API-sleutels die blijven werken: {{names}}. Vernieuw ze daarna, want deze medewerker heeft de geheimen gezien.',
    leftBehind_one:
      'Een API-sleutel van deze medewerker werkt nog: {{names}}. Deze medewerker heeft het geheim gezien: vernieuw de sleutel of trek hem in.',
    leftBehind_other:
      '{{count}} API-sleutels van deze medewerker werken nog: {{names}}. Deze medewerker heeft de geheimen gezien: vernieuw de sleutels of trek ze in.',
    toKeys: 'Naar de API-sleutels',
    byOthers: 'Vraag iemand die de API-sleutels beheert.',
  },
  reactivate: {
    title: '{{name}} opnieuw activeren?',
    text: 'Deze medewerker kan hier weer inloggen, met dezelfde rollen en verbindingen. Links van verstuurde uitnodigingen werken weer.',
    confirm: 'Opnieuw activeren',
    done: '{{name}} is weer actief.',
  },
  leave: {
    title: 'Deze organisatie',
    text: 'Ga weg als je hier niet meer werkt. Een eigenaar of beheerder kan je terughalen.',
    action: '{{organization}} verlaten',
    confirmTitle: '{{organization}} verlaten?',
    confirmText:
      'Vanaf dit moment zie je niets meer van {{organization}}, en links van uitnodigingen die je verstuurde werken niet meer. Je gebruiker en je andere organisaties blijven.',
    confirm: 'Verlaten',
  },
  roles: {
    intro: 'Een rol is een verzameling van wat mensen mogen. Iemand kan er meer dan één hebben.',
    create: 'Rol maken',
    builtIn: 'Ingebouwd',
    holders_zero: 'Niemand heeft deze rol',
    holders_one: '{{shown}} persoon heeft deze rol',
    holders_other: '{{shown}} mensen hebben deze rol',
    showHolders: 'Toon wie {{name}} heeft',
    permissions_one: 'Laat mensen {{count}} ding doen',
    permissions_other: 'Laat mensen {{count}} dingen doen',
    edit: 'Wijzigen',
    editOf: '{{name}} wijzigen',
    delete: 'Verwijderen',
    deleteOf: '{{name}} verwijderen',
    ownTitle: 'Eigen rollen',
    ownEmptyTitle: 'Nog geen',
    ownEmpty:
      'Maak er een als de ingebouwde rollen te veel of te weinig geven, bijvoorbeeld een balie die alleen uitnodigt.',
    builtInTitle: 'Ingebouwde rollen',
  },
  roleForm: {
    createTitle: 'Een rol maken',
    editTitle: '{{name}} wijzigen',
    name: 'Naam',
    nameHint: 'Zoals collega’s het noemen, bijvoorbeeld “Balie”.',
    required: 'Geef de rol een naam.',
    tooLong: 'Hoogstens {{limit}} tekens.',
    permissions: 'Wat mensen ermee mogen',
    needsPermission: 'Kies minstens één.',
    beyond: 'Je mag dit zelf niet, dus een rol die jij maakt ook niet.',
    holders_one: '{{shown}} persoon heeft deze rol. Voor die geldt het bij de volgende klik.',
    holders_other: '{{shown}} mensen hebben deze rol. Voor hen geldt het bij de volgende klik.',
    create: 'Rol maken',
    save: 'Rol opslaan',
    created: 'De rol “{{name}}” is er. Geef ze aan mensen op hun pagina.',
    saved: 'De rol “{{name}}” is gewijzigd.',
  },
  roleDelete: {
    title: '{{name}} verwijderen?',
    text: 'Niemand heeft deze rol. Ze kan niet worden teruggehaald.',
    confirm: 'Rol verwijderen',
    done: 'De rol “{{name}}” is weg.',
  },
  role: {
    OWNER: { name: 'Eigenaar', does: 'Mag alles, ook anderen eigenaar maken.' },
    ADMINISTRATOR: {
      name: 'Beheerder',
      does: 'Bestuurt de organisatie: instellingen, medewerkers, rollen en cliënten.',
    },
    ASSISTANT: { name: 'Assistent', does: 'Nodigt cliënten en medewerkers uit en legt verbindingen.' },
    CLINICIAN: { name: 'Behandelaar', does: 'Ziet de cliënten met wie er een verbinding is.' },
    SUPPORT: {
      name: 'Ondersteuning',
      does: 'Zoekt en verstuurt uitnodigingen opnieuw; ziet geen inhoud van zorg.',
    },
  },
  group: {
    clients: 'Cliënten',
    invitations: 'Uitnodigingen',
    care: 'Programma’s en formulieren',
    staff: 'Medewerkers en rollen',
    organization: 'Organisatie',
  },
  permission: {
    organization: {
      read: {
        name: 'De organisatie zien',
        does: 'Naam, kleuren en standaardbericht. Hoort bij elke rol.',
      },
      own: {
        name: 'Eigenaar zijn',
        does: 'De rol van eigenaar geven en nemen.',
      },
    },
    settings: {
      manage: {
        name: 'Instellingen wijzigen',
        does: 'Naam, uiterlijk, aanmelding, functies, openingstijden.',
      },
    },
    clients: {
      read: { name: 'Alle cliënten zien', does: 'De hele lijst en de gegevens van elke cliënt.' },
      readOwn: { name: 'Eigen cliënten zien', does: 'Alleen de cliënten met wie er een verbinding is.' },
      create: { name: 'Cliënten aanmaken', does: 'Eén, of tot 200 tegelijk geplakt.' },
      update: { name: 'Cliënten verbeteren', does: 'Namen, adressen en nummers van elke cliënt.' },
      invite: { name: 'Elke cliënt uitnodigen', does: 'Eén, meer, of iedereen in een lijst.' },
      inviteOwn: {
        name: 'Eigen cliënten uitnodigen',
        does: 'De cliënten met wie er een verbinding is aanmaken, verbeteren en uitnodigen.',
      },
    },
    invitations: {
      read: { name: 'Uitnodigingen zien', does: 'Alle open, en wat er van elke mail is geworden.' },
      resend: {
        name: 'Herinneren en opnieuw versturen',
        does: 'De mail nog eens, met dezelfde of met nieuwe dagen.',
      },
      withdraw: { name: 'Uitnodigingen intrekken', does: 'Vanaf dat moment werkt de link niet meer.' },
    },
    programs: {
      read: { name: 'Programma’s zien', does: 'Hun namen en hoeveel cliënten erin zitten.' },
      manage: { name: 'Programma’s beheren', does: 'Aanmaken, hernoemen, en cliënten erin zetten.' },
    },
    connections: {
      manage: { name: 'Verbindingen leggen', does: 'Elke medewerker met elke cliënt verbinden.' },
    },
    staff: {
      read: { name: 'Medewerkers zien', does: 'Wie hier werkt, en met welke rollen.' },
      invite: { name: 'Medewerkers uitnodigen', does: 'Met niet meer dan zij zelf mogen.' },
      manage: {
        name: 'Medewerkers beheren',
        does: 'Rollen en gegevens van anderen wijzigen en hen deactiveren, zolang die niet meer mogen.',
      },
    },
    roles: {
      manage: {
        name: 'Rollen beheren',
        does: 'Eigen rollen van de organisatie maken, wijzigen en verwijderen.',
      },
    },
    registrations: {
      manage: { name: 'Aanmeldingen beantwoorden', does: 'Van mensen die cliënt willen worden.' },
    },
    support: {
      use: {
        name: 'Genodigden helpen',
        does: 'Een uitnodiging vinden, zien wat ermee gebeurde, herinneren en opnieuw versturen. Geen inhoud van zorg.',
      },
    },
    forms: {
      manage: { name: 'Formulieren beheren', does: 'De intakeformulieren kiezen en bijhouden.' },
    },
    exports: {
      run: { name: 'Exporteren', does: 'Managementinformatie als bestand.' },
    },
    apiKeys: {
      manage: { name: 'Sleutels beheren', does: 'Sleutels van partnerapps maken, vernieuwen en intrekken.' },
    },
    audit: {
      read: { name: 'Logboek lezen', does: 'Wie wat wanneer deed; ook exporteren en controleren.' },
    },
  },
};
