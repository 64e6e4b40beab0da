import { frameEn } from './frame/frame.en';
import { frameNl } from './frame/frame.nl';
import { homeEn } from './home/home.en';
import { homeNl } from './home/home.nl';
import { invitationEn } from './invitation/invitation.en';
import { invitationNl } from './invitation/invitation.nl';
import { newPersonEn } from './new-person/new-person.en';
import { newPersonNl } from './new-person/new-person.nl';
import { registrationEn } from './registration/registration.en';
import { registrationNl } from './registration/registration.nl';
import { signInEn } from './sign-in/sign-in.en';
import { signInNl } from './sign-in/sign-in.nl';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    frame: typeof frameEn;
    home: typeof homeEn;
    invitation: typeof invitationEn;
    newPerson: typeof newPersonEn;
    registration: typeof registrationEn;
    signIn: typeof signInEn;
  }
}

export const catalogues = {
  en: {
    frame: frameEn,
    home: homeEn,
    invitation: invitationEn,
    newPerson: newPersonEn,
    registration: registrationEn,
    signIn: signInEn,
  },
  nl: {
    frame: frameNl,
    home: homeNl,
    invitation: invitationNl,
    newPerson: newPersonNl,
    registration: registrationNl,
    signIn: signInNl,
  },
};
