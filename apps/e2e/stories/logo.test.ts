import { expect } from 'vitest';
import { invite, openDesk } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { openLink } from '../stage/portal.ts';
import { aPractice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><circle cx="150" cy="150" r="140" fill="#0b7a75"/></svg>';

story(
  'puts the logo that the practice chose on its pages and in its mails, and takes it away again',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const desk = await openDesk(visit, practice);
    await desk.goto(`/admin/o/${practice.slug}/settings`);
    const logo = desk.getByRole('group', { name: 'Logo' });
    const choose = (name: string, mimeType: string, text: string) =>
      logo.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(text) });

    await choose('letter.png', 'image/png', '<script>alert(1)</script>');
    await desk.getByText('letter.png cannot be read as an image.').waitFor();
    await choose('logo.svg', 'image/svg+xml', DRAWING);
    await logo.getByRole('img', { name: 'The logo' }).waitFor();
    await expect.poll(() => desk.getByText('letter.png cannot be read').count()).toBe(0);
    await desk.getByRole('button', { name: 'Save' }).click();
    await desk.getByText('The practice’s details are saved.').waitFor();
    const shown = desk.locator('nav img[src*="/logos/"]');
    await shown.waitFor();
    expect(await inspect(desk, 'settings with a logo')).toEqual([]);

    const address = `ilse@${practice.domain}`;
    await invite(desk, practice, [address]);
    const { link, html } = await mailbox.latest(address);
    const [, source = ''] = /<img src="([^"]+)"/.exec(html) ?? [];
    expect(source).toBe(await shown.getAttribute('src'));
    const page = await visit();
    await openLink(page, link, 'What is your name?');
    const onPage = page.locator('header img');
    expect(await onPage.getAttribute('src')).toBe(source);
    // Drawn anew: a picture that the browser could show, no wider than a logo.
    expect(
      await onPage.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]),
    ).toEqual([480, 160]);

    await desk.goto(`/admin/o/${practice.slug}/settings`);
    await logo.getByRole('button', { name: 'Remove' }).click();
    await expect.poll(() => desk.evaluate(() => document.activeElement?.textContent)).toBe('Choose a file');
    await desk.getByRole('button', { name: 'Save' }).click();
    await shown.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { name: 'What is your name?' }).waitFor();
    expect(await onPage.count()).toBe(0);
    expect((await page.request.get(source)).headers()['content-type']).toBe('image/png');
  },
);
