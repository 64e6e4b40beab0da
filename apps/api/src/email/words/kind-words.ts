/** The words around a message; `{{…}}` are filled like the message's own placeholders. */
export interface KindWords {
  subject: string;
  headline: string;
  preheader: string;
  body: string;
  buttonText: string;
  deadline: string;
  why: string;
  notYou: string;
}
