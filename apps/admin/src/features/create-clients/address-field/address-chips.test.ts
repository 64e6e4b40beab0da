import { parseAddressList, summarizeAddressList } from '@anteroom/address-list';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AddressList,
  type AddressListAction,
  emptyAddressList,
  listText,
  reduceAddressList,
  restoreAddressList,
  summarize,
} from './address-chips';

function type(text: string, list: AddressList = emptyAddressList()): AddressList {
  return [...text].reduce(
    (before, key) => reduceAddressList(before, { type: 'typed', input: before.input + key }),
    list,
  );
}

function does(list: AddressList, ...actions: AddressListAction[]): AddressList {
  return actions.reduce(reduceAddressList, list);
}

const paste = (text: string) => does(emptyAddressList(), { type: 'pasted', input: text });
const shown = (list: AddressList) => list.chips.map((chip) => chip.address ?? `! ${chip.text}`);
const idsOf = (list: AddressList) => new Set(list.chips.map((chip) => chip.id));

describe('typing', () => {
  it.each([',', ';', ' ', '\n', '\t'])('makes a chip of an address once %j follows it', (separator) => {
    expect(type('ada@example.org').chips).toEqual([]);
    const list = type(`ada@example.org${separator}`);
    expect(shown(list)).toEqual(['ada@example.org']);
    expect(list.input).toBe('');
  });

  it('waits for the address after the words of a name', () => {
    const list = type('Ada de Vries <ada@example.org>');
    expect(list.chips).toEqual([]);
    expect(does(list, { type: 'committed' }).chips[0]).toMatchObject({
      address: 'ada@example.org',
      name: 'Ada de Vries',
    });
  });

  it('takes no comma inside a quoted name for the end', () => {
    const list = does(type('"Vries, Ada de" <ada@example.org>'), { type: 'committed' });
    expect(shown(list)).toEqual(['ada@example.org']);
  });

  it('keeps what is no address as a bad chip with its reason', () => {
    const list = type('ada@@example.org ben,');
    expect(list.chips.map((chip) => chip.problem?.code)).toEqual(['SEVERAL_AT', 'MISSING_AT']);
  });

  it('takes a list that arrives in one go as complete', () => {
    const list = does(emptyAddressList(), { type: 'typed', input: 'a@x.org\nb@x.org' });
    expect(shown(list)).toEqual(['a@x.org', 'b@x.org']);
    expect(list.input).toBe('');
  });
});

describe('pasting', () => {
  it('reads a column of a spreadsheet', () => {
    expect(shown(paste('ada@x.org\r\nben@x.org\r\n\r\ncarla@x.org\r\n'))).toEqual([
      'ada@x.org',
      'ben@x.org',
      'carla@x.org',
    ]);
  });

  it('leaves a piece of an address to be completed by hand', () => {
    const list = paste('ada@');
    expect(list.chips).toEqual([]);
    expect(list.input).toBe('ada@');
  });

  it('takes two hundred addresses before anybody notices', () => {
    const text = Array.from({ length: 200 }, (_, i) => `client.${i}@example${i % 7}.org`).join('\n');
    paste(text);
    const before = performance.now();
    const list = paste(text);
    summarize(list.chips);
    expect(performance.now() - before).toBeLessThan(100);
    expect(list.chips).toHaveLength(200);
  });
});

describe('changing the list', () => {
  it('puts several chips in the place of one when it is edited into several', () => {
    const list = paste('a@x.org b@x.org c@x.org');
    const second = list.chips[1]?.id ?? 0;
    const edited = does(list, { type: 'replaced', id: second, text: 'b1@x.org, b2@x.org' });
    expect(shown(edited)).toEqual(['a@x.org', 'b1@x.org', 'b2@x.org', 'c@x.org']);
    expect(edited.chips[1]?.id).toBe(second);
  });

  it('takes a chip away that is edited to nothing', () => {
    const list = paste('a@x.org b@x.org');
    const first = list.chips[0]?.id ?? 0;
    expect(shown(does(list, { type: 'replaced', id: first, text: '  ' }))).toEqual(['b@x.org']);
  });

  it('corrects a typing error without losing the name', () => {
    const list = paste('Ada de Vries <ada@gmial.com>, ben@gmial.com');
    const corrected = does(list, { type: 'corrected', ids: idsOf(list) });
    expect(corrected.chips.map((chip) => chip.text)).toEqual([
      'Ada de Vries <ada@gmail.com>',
      'ben@gmail.com',
    ]);
    expect(summarize(corrected.chips).corrections).toEqual([]);
  });

  it('undoes step by step', () => {
    const list = paste('a@x.org b@x.org');
    const emptied = does(list, { type: 'removed', ids: idsOf(list) });
    expect(emptied.chips).toEqual([]);
    expect(shown(does(emptied, { type: 'undone' }))).toEqual(['a@x.org', 'b@x.org']);
    expect(does(emptied, { type: 'undone' }, { type: 'undone' }, { type: 'undone' }).chips).toEqual([]);
  });
});

describe('counting', () => {
  it('counts an address once, whatever its case, and every bad one', () => {
    const { count, duplicates, bad, unique } = summarize(paste('a@x.org A@X.ORG b@x.org nobody').chips);
    expect(count).toBe(3);
    expect(duplicates.size).toBe(1);
    expect(bad.map((chip) => chip.text)).toEqual(['nobody']);
    expect(unique.map((chip) => chip.address)).toEqual(['a@x.org', 'b@x.org']);
  });
});

const written = fc.oneof(
  fc.emailAddress(),
  fc
    .tuple(
      fc.constantFrom('Ada', 'Ada de Vries', '"Vries, Ada"', '1. Ada', 'O\u2019Brien'),
      fc.emailAddress(),
    )
    .map(([name, address]) => `${name} <${address}>`),
  fc.constantFrom(
    'ada@gmial.com',
    'nobody',
    'a@@b.nl',
    'team:',
    '"x y"',
    '<ada@example.org>',
    '12)',
    'é@x.org',
  ),
  fc.string({ maxLength: 12 }),
);
const pasted = fc
  .array(fc.tuple(written, fc.constantFrom(' ', ', ', '\n', ';', '\t', '\r\n')), { maxLength: 30 })
  .map((parts) => parts.flat().join(''));

describe('whatever is pasted', () => {
  it('sends exactly the good addresses, and the API counts them as the field does', () => {
    fc.assert(
      fc.property(pasted, (text) => {
        const { chips } = does(paste(text), { type: 'committed' });
        const { unique } = summarize(chips);
        const read = parseAddressList(listText(unique));
        expect(read.map((entry) => entry.address)).toEqual(unique.map((chip) => chip.address));
        const counted = summarizeAddressList(parseAddressList(text));
        expect(summarize(chips).count).toBe(counted.count);
      }),
      { numRuns: 500 },
    );
  });

  it('is there again after a reload', () => {
    fc.assert(
      fc.property(pasted, (text) => {
        const { chips } = does(paste(text), { type: 'committed' });
        const good = chips.filter((chip) => chip.address !== null);
        const restored = restoreAddressList(
          good.map((chip) => chip.text),
          '',
        );
        expect(restored.chips.map((chip) => chip.address)).toEqual(good.map((chip) => chip.address));
      }),
      { numRuns: 300 },
    );
  });
});
