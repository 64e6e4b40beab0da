const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text has the form of our ids. Nothing else may reach SQL as one: `id = 0` would match every row. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && ID.test(text);
}
