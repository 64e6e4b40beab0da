/** The shape of an English catalogue, so that a key missing from its translation fails the typecheck. */
export type Translated<Catalogue> = {
  [Key in keyof Catalogue]: Catalogue[Key] extends string ? string : Translated<Catalogue[Key]>;
};
