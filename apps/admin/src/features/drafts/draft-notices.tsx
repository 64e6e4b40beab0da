import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';

const undoableMs = 10_000;
const id = 'draft-cleared';

/** Whoever begins anew has no use for it, and it would replace what they write. */
export function withdrawUndo(): void {
  notifications.hide(id);
}

/** What is told of a draft that is left or let go. */
export function useDraftNotices() {
  const { t } = useTranslation('drafts');
  const cleared = (text: string, bringBack: () => void) => {
    const onUndo = () => {
      withdrawUndo();
      bringBack();
    };
    // One at a time: of two, the older could bring back what the newer has replaced.
    withdrawUndo();
    notifications.show({ id, autoClose: undoableMs, message: <Undoable text={text} onUndo={onUndo} /> });
  };
  return {
    kept: () => notifications.show({ message: t('kept') }),
    cleared,
    /** @param reopen leads back to the form, which is closed by then */
    discarded: (bringBack: () => void, reopen: () => void) =>
      cleared(t('discarded'), () => {
        bringBack();
        reopen();
      }),
  };
}

function Undoable({ text, onUndo }: { text: string; onUndo: () => void }) {
  const { t } = useTranslation('drafts');
  return (
    <>
      {text}{' '}
      <Anchor component="button" type="button" inherit underline="always" onClick={onUndo}>
        {t('undo')}
      </Anchor>
    </>
  );
}
