import { ActionIcon, Button, Group } from '@mantine/core';
import { IconLink, IconX } from '@tabler/icons-react';

interface ConnectionButtonProps {
  label: string;
  onClick: () => void;
}

/** Below a list of connections. */
export function AddButton({ label, onClick }: ConnectionButtonProps) {
  return (
    <Group mt="sm">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconLink size={16} aria-hidden="true" />}
        onClick={onClick}
      >
        {label}
      </Button>
    </Group>
  );
}

/** At the end of a connection's line. */
export function RemoveButton({ label, onClick }: ConnectionButtonProps) {
  return (
    <ActionIcon variant="subtle" color="gray" size={32} aria-label={label} onClick={onClick}>
      <IconX size={16} aria-hidden="true" />
    </ActionIcon>
  );
}
