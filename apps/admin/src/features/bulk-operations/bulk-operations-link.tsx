import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../paths';
import { TO_FOLLOW_BULK_OPERATIONS, useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import classes from './bulk-operations-link.module.css';

/** Beside the lists from which they are begun, for whoever may begin or follow them. */
export function BulkOperationsLink() {
  const { t } = useTranslation('bulkOperations');
  const { slug } = useOrganization();
  const may = useMay();
  if (!may(...TO_FOLLOW_BULK_OPERATIONS)) return null;
  return (
    <Button
      component={Link}
      to={paths.bulkOperations(slug)}
      variant="subtle"
      color="gray"
      aria-label={t('title')}
      title={t('title')}
      className={classes.link ?? ''}
    >
      <IconListDetails size={18} aria-hidden="true" />
      <span className={classes.word}>{t('title')}</span>
    </Button>
  );
}
