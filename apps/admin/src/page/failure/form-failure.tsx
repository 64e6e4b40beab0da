import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';

/** Above the fields: what went wrong with the whole form. */
export function FormFailure({ children }: { children: string }) {
  return (
    <Alert role="alert" color="red" variant="outline" icon={<IconAlertCircle />}>
      {children}
    </Alert>
  );
}
