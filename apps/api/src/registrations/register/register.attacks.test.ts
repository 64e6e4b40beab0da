import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, aRegistration, aUser } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { newAddress, REQUEST, registering } from '../../../test/registering.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const { open, withApproval, request, kindsTo } = registering(() => app);

describe('whoever asks again and again', () => {
  it('is stopped by network address, whatever it claims to be forwarded for', async () => {
    const strict = await startApp({ limited: true, databaseUrl: app.services.config.databaseUrl });
    try {
      const organization = await open();
      const answers = [];
      for (let attempt = 0; attempt < 7; attempt += 1)
        answers.push(
          await strict.graphql(
            REQUEST,
            { input: { slug: organization.slug, email: newAddress() } },
            { headers: { 'x-forwarded-for': `198.51.100.${attempt}` } },
          ),
        );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
      await strict.services.later.rest();
      const mails = await app.sql('SELECT id FROM mails WHERE organization_id = ?', [organization.id]);
      expect(mails).toHaveLength(5);
    } finally {
      await strict.close();
    }
  });

  it('fills no mailbox across organizations, and makes no organization write to the whole world', async () => {
    const strict = await startApp({ limited: true, databaseUrl: app.services.config.databaseUrl });
    try {
      const { limits, later: afterwards } = strict.services;
      const [one, other] = [await open(), await open()];
      const email = newAddress();
      expect(limits.registrations.take(`to:${email}`, 5)).toBe(0);
      for (const organization of [one, other])
        expect(await request(organization, email, strict)).toEqual({ requested: true, errors: [] });
      await afterwards.rest();
      expect(await kindsTo(email)).toEqual([]);
      expect(limits.registrationsOfOrganization.take(one.id, 99)).toBe(0);
      const { errors } = await strict.graphql(REQUEST, { input: { slug: one.slug, email: newAddress() } });
      expect(errors?.[0]?.extensions?.code).toBe('TOO_MANY_REQUESTS');
      expect(await request(other, newAddress(), strict)).toEqual({ requested: true, errors: [] });
    } finally {
      await strict.close();
    }
  });
});

describe('whether an address is known', () => {
  it('shows neither in the answer nor in the time it takes', async () => {
    const organization = await withApproval();
    const client = await aUser(app);
    await aClient(app, organization, { user: client, email: client.email });
    const waiting = await aRegistration(app, organization);
    const samples = { unknown: [] as number[], client: [] as number[], waiting: [] as number[] };
    const arms = Object.keys(samples) as (keyof typeof samples)[];
    const answers = new Set<string>();
    for (let round = 0; round < 110; round += 1)
      for (let turn = 0; turn < arms.length; turn += 1) {
        const arm = arms[(round + turn) % arms.length] ?? 'unknown';
        const email = { unknown: newAddress(), client: client.email, waiting: waiting.email }[arm];
        const began = performance.now();
        const { status, data } = await app.graphql(REQUEST, { input: { slug: organization.slug, email } });
        if (round >= 10) samples[arm].push(performance.now() - began);
        answers.add(`${status} ${JSON.stringify(data)}`);
        // What goes on afterwards must not slow the next request of the other arm.
        await app.services.later.rest();
      }
    expect([...answers]).toEqual(['200 {"requestRegistration":{"requested":true,"errors":[]}}']);
    const medians = arms.map((arm) => median(samples[arm]));
    expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(5);
  });
});

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
