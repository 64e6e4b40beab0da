import { Anchor, Box, type BoxProps, Group, Stack, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { Link } from 'react-router';
import { AddressText } from '../address-text';
import { usePageTitle } from '../layout/use-page-title';
import classes from './detail-page.module.css';

/** Up, to the list that a page is about one of. */
export function BackLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Anchor component={Link} to={to} size="sm" className={classes.back ?? ''}>
      <IconArrowLeft size={16} aria-hidden="true" />
      {children}
    </Anchor>
  );
}

interface DetailHeaderProps {
  title: string;
  /** Under this id the title can be given the focus. */
  titleId?: string;
  /** How they stand, beside each other. */
  standing: ReactNode;
  /** What else is to be said of that, below. */
  note?: ReactNode;
  actions: ReactNode;
  mb?: BoxProps['mb'];
}

/** Whom or what a page is about, how they stand, and what can be done with them. */
export function DetailHeader({ title, titleId, standing, note, actions, mb = 'xl' }: DetailHeaderProps) {
  usePageTitle(title);
  return (
    <Group component="header" justify="space-between" align="flex-start" gap="sm" mb={mb}>
      <Stack gap={6} miw={0}>
        <Title order={1} className={classes.title ?? ''} {...(titleId && { id: titleId, tabIndex: -1 })}>
          <AddressText address={title} />
        </Title>
        <Group gap="sm">{standing}</Group>
        {note}
      </Stack>
      {actions}
    </Group>
  );
}

export function DetailColumns({ children }: { children: ReactNode }) {
  return <div className={classes.columns}>{children}</div>;
}

interface DetailSectionProps extends Pick<BoxProps, 'mt'> {
  title: string;
  children: ReactNode;
}

export function DetailSection({ title, children, ...place }: DetailSectionProps) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} {...place}>
      <Title order={2} id={id} mb="sm">
        {title}
      </Title>
      {children}
    </Box>
  );
}
