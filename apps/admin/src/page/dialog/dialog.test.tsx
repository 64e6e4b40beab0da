import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { renderWith } from '../../../test/render';
import { Dialog } from './dialog';

function Page() {
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  return (
    <main id="content" tabIndex={-1}>
      {!done && (
        <button type="button" onClick={() => setOpen(true)}>
          open
        </button>
      )}
      {open && (
        <Dialog opened onClose={() => setOpen(false)} title="Question" transitionProps={{ duration: 0 }}>
          <button
            type="button"
            onClick={() => {
              setDone(true);
              setOpen(false);
            }}
          >
            do it
          </button>
        </Dialog>
      )}
    </main>
  );
}

async function opened() {
  await renderWith(<Page />);
  const opener = screen.getByRole('button', { name: 'open' });
  opener.focus();
  fireEvent.click(opener);
  const act = await screen.findByRole('button', { name: 'do it' });
  act.focus();
  return { opener, act };
}

describe('a dialog that is closed', () => {
  it('gives the focus back to what opened it', async () => {
    const { opener, act } = await opened();
    fireEvent.keyDown(act, { key: 'Escape' });
    await waitFor(() => expect(document.activeElement).toBe(opener));
  });

  it('leaves it with the page where what opened it is gone', async () => {
    const { act } = await opened();
    fireEvent.click(act);
    await waitFor(() => expect(document.activeElement?.id).toBe('content'));
  });
});

function Steps() {
  const [step, setStep] = useState('who');
  return (
    <Dialog opened onClose={() => {}} title={`Step: ${step}`} step={step} transitionProps={{ duration: 0 }}>
      {step === 'who' && (
        <button type="button" onClick={() => setStep('message')}>
          next
        </button>
      )}
    </Dialog>
  );
}

describe('a dialog of several steps', () => {
  it('begins the next one with its title, for what led there is gone', async () => {
    await renderWith(<Steps />);
    const next = await screen.findByRole('button', { name: 'next' });
    next.focus();
    fireEvent.click(next);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Step: message'));
    expect(screen.getByRole('dialog', { name: 'Step: message' })).toBeTruthy();
  });
});
