import { Button, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../gql';
import type { ListPagerFragment } from '../../gql/graphql';
import type { Paging } from './paging';

graphql(`
  fragment ListPager on PageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
`);

interface ListPagerProps {
  pageInfo: ListPagerFragment;
  onPage: (paging: Paging) => void;
}

/** Forward and back by cursor: a page in the middle of 100,000 costs what the first one does. */
export function ListPager({ pageInfo, onPage }: ListPagerProps) {
  const { t } = useTranslation('page');
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
  if (!hasNextPage && !hasPreviousPage) return null;
  return (
    <Group component="nav" aria-label={t('pager.label')} justify="flex-end" gap="xs" mt="md">
      <Button variant="subtle" color="gray" disabled={!hasPreviousPage} onClick={() => onPage({})}>
        {t('pager.first')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={16} aria-hidden="true" />}
        disabled={!hasPreviousPage}
        onClick={() => onPage(startCursor ? { before: startCursor } : {})}
      >
        {t('pager.previous')}
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={16} aria-hidden="true" />}
        disabled={!hasNextPage}
        onClick={() => endCursor && onPage({ after: endCursor })}
      >
        {t('pager.next')}
      </Button>
    </Group>
  );
}
