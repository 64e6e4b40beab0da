import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

export function SettingsPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}
