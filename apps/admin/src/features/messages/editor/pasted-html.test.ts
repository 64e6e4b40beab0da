import { expect, it } from 'vitest';
import { readablePaste } from './pasted-html';

/** As Word puts it on the clipboard: the mark of each item is drawn, and only the style says that it is a list. */
const item = (mark: string, text: string) =>
  `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
    style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>${mark}<span
    style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`;

const shape = (html: string) => {
  const { body } = new DOMParser().parseFromString(readablePaste(html, []), 'text/html');
  return [...body.children].map(
    (block) =>
      `${block.nodeName}: ${block.children.length > 0 ? [...block.children].map((one) => one.textContent?.trim()).join('|') : block.textContent}`,
  );
};

it('makes lists of the lists of Word, which draws them', () => {
  const page = `<p>First</p>${item('·', 'One')} ${item('·', 'Two')}<p>Then</p>${item('1.', 'Begin')}${item('2.', 'Go on')}${item('§', 'Apart')}`;
  expect(shape(page)).toEqual(['P: First', 'UL: One|Two', 'P: Then', 'OL: Begin|Go on', 'UL: Apart']);
});

it('leaves anything else as it was copied', () => {
  const html = '<p data-pm-slice="1 1 []">Dear <strong>Ada</strong></p>';
  expect(readablePaste(html, [])).toBe(html);
});
