import type { Translated } from '@anteroom/ui';
import type { signInEn } from './sign-in.en';

export const signInNl: Translated<typeof signInEn> = {
  title: 'Inloggen',
  email: 'E-mailadres',
  password: 'Wachtwoord',
  submit: 'Inloggen',
  forgotten: 'Wachtwoord vergeten?',
  start: 'Nieuw hier? Begin je praktijk',
  signOut: 'Uitloggen',
  stillSignedIn: 'Je bent nog ingelogd',
  notSignedOut: {
    tooMany: 'Dat was te veel in korte tijd. Wacht een minuut en log opnieuw uit.',
    offline: 'De server is niet bereikbaar. Controleer je verbinding en log opnieuw uit.',
    other: 'Uitloggen is niet gelukt. Probeer het opnieuw.',
  },
  required: {
    email: 'Vul je e-mailadres in.',
    emailInvalid: 'Dit is geen volledig e-mailadres.',
    password: 'Vul je wachtwoord in.',
    newPassword: 'Kies een wachtwoord.',
  },
  failed: {
    wrong: 'Het adres of het wachtwoord klopt niet.',
    guessable: 'Dit wachtwoord is makkelijk te raden. Kies een ander, zoals een paar woorden achter elkaar.',
    tooMany: 'Te veel pogingen. Wacht een minuut en probeer het opnieuw.',
    offline: 'De server is niet bereikbaar. Controleer je verbinding en probeer het opnieuw.',
    other: 'Inloggen is niet gelukt. Probeer het opnieuw.',
  },
  forgottenPage: {
    title: 'Kies een nieuw wachtwoord',
    text: 'Vul het adres in waarmee je inlogt. Kennen we het, dan is binnen een minuut een link onderweg om een nieuw wachtwoord te kiezen.',
    submit: 'Stuur me de link',
    sentTitle: 'Kijk in je mailbox',
    sentText:
      'Hoort {{email}} bij een gebruiker, dan is een link onderweg om een nieuw wachtwoord te kiezen. Die werkt een uur. Niets te zien? Kijk ook bij de ongewenste mail.',
    back: 'Terug naar inloggen',
  },
  resetPage: {
    title: 'Kies een nieuw wachtwoord',
    newPassword: 'Nieuw wachtwoord',
    hint: 'Minstens 12 tekens. Een zin die je kunt onthouden is prima.',
    tooShort: 'Gebruik minstens 12 tekens.',
    tooLong: 'Gebruik hoogstens 128 tekens.',
    submit: 'Wachtwoord opslaan',
    doneTitle: 'Je nieuwe wachtwoord is opgeslagen',
    doneText: 'Je kunt er nu mee inloggen.',
    toSignIn: 'Inloggen',
    badTitle: 'Deze link werkt niet meer',
    badText: 'Hij is al gebruikt of zijn tijd is om. Vraag een nieuwe aan; dat is zo gebeurd.',
    again: 'Nieuwe link aanvragen',
  },
};
