import type { Translated } from '@anteroom/ui';
import type { signInEn } from './sign-in.en';

export const signInNl: Translated<typeof signInEn> = {
  signIn: {
    title: 'Aanmelden',
    email: 'E-mailadres',
    password: 'Wachtwoord',
    submit: 'Aanmelden',
    forgot: 'Wachtwoord vergeten?',
    emailMissing: 'Vul uw e-mailadres in.',
    emailInvalid: 'Dit is geen volledig e-mailadres, zoals naam@example.org.',
    passwordMissing: 'Vul uw wachtwoord in.',
    wrongPassword: 'Dit wachtwoord klopt niet.',
    wrong: 'Dit e-mailadres en wachtwoord horen niet bij elkaar.',
    unproven:
      'Laat eerst zien dat deze mailbox van u is: kies een nieuw wachtwoord via “Wachtwoord vergeten?”.',
    newHere: 'Nieuw hier? U komt binnen via de uitnodiging die uw organisatie u mailt.',
  },
  rules: {
    text: 'Ten minste 12 tekens. Een paar woorden achter elkaar zijn sterk en goed te onthouden.',
    tooShort: 'Gebruik ten minste 12 tekens.',
    tooLong: 'Gebruik ten hoogste 128 tekens.',
    missing: 'Kies een wachtwoord.',
    refused: 'Dit wachtwoord is makkelijk te raden. Kies een ander, zoals een paar woorden achter elkaar.',
  },
  forgot: {
    title: 'Wachtwoord vergeten?',
    text: 'Vul uw e-mailadres in. Wij mailen u een link waarmee u een nieuw wachtwoord kiest.',
    submit: 'Stuur mij de link',
    sentTitle: 'Kijk in uw mailbox',
    sent: 'Als wij {{email}} kennen, is er een mail naar onderweg. De link daarin werkt korte tijd. Niets gekregen? Kijk ook bij de ongewenste mail.',
    back: 'Terug naar aanmelden',
  },
  reset: {
    title: 'Kies een nieuw wachtwoord',
    label: 'Nieuw wachtwoord',
    submit: 'Wachtwoord opslaan',
    doneTitle: 'Uw wachtwoord is gewijzigd',
    done: 'Voortaan meldt u zich aan met het nieuwe wachtwoord.',
    invitation: 'Was u een uitnodiging aan het aannemen? Klik dan nog eens op de knop in die mail.',
    signIn: 'Aanmelden',
    backToInvitation: 'Terug naar de uitnodiging',
    deadTitle: 'Deze link werkt niet meer',
    dead: 'Een link voor een nieuw wachtwoord werkt één keer en korte tijd. Vraag een nieuwe aan.',
    again: 'Vraag een nieuwe link aan',
  },
};
