import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { MessageFormProps } from './message-form';

// The editor is larger than all the rest of a page, and most pages are left without it.
const load = () => import('./message-form');
const MessageForm = lazy(async () => ({ default: (await load()).MessageForm }));

export function LazyMessageForm(props: MessageFormProps) {
  return (
    <Suspense fallback={<Skeleton height={420} />}>
      <MessageForm {...props} />
    </Suspense>
  );
}

/** Fetches the editor before it is needed. A failure shows once it is. */
export function prefetchMessageForm(): void {
  load().catch(() => undefined);
}
