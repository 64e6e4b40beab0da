import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderWith } from '../../../test/render';
import { type Ended, useOutcomeText } from './outcome';

function Outcome(ended: Ended) {
  return <p>{useOutcomeText()(ended)}</p>;
}

const failed: Ended = {
  kind: 'INVITE',
  done: 1200,
  skippedReasons: [
    {
      code: 'FAILED_HERE',
      reason: 'This went wrong on our side. Try again later, apart from the others.',
      count: 4,
    },
  ],
  failure: { total: 3000, reasonCode: 'WENT_WRONG', reason: 'It went wrong on our side several times.' },
};

it.each([
  ['en', /^This stopped halfway: 1,200 of 3,000 are done\. It went wrong on our side .* 4 skipped\. .*apart/],
  [
    'nl',
    /^Dit stopte halverwege: 1\.200 van 3\.000 zijn klaar\. Het ging bij ons .* 4 overgeslagen\. .*apart/,
  ],
] as const)(
  'says in the words of the reader (%s) that it stopped, why, and whom it passed over',
  async (language, words) => {
    await renderWith(<Outcome {...failed} />, language);
    expect(screen.getByText(/4/).textContent?.replaceAll('\n', ' ')).toMatch(words);
  },
);

it('says what was done when all went well', async () => {
  await renderWith(<Outcome {...failed} failure={null} skippedReasons={[]} />);
  screen.getByText('1,200 invitations are on their way.');
});
