import { Button, Loader, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload, IconHistory, IconShieldCheck } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadFailed } from '../../page/failure/load-failed';
import { EmptyState } from '../../page/layout/empty-state';
import { PageHeader } from '../../page/layout/page-header';
import { NothingFound } from '../../page/list/list-filters';
import { ListPager } from '../../page/list/list-pager';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { useOrganization } from '../organizations/viewer';
import { AuditFilters } from './audit-filters';
import { type AuditListState, exportAddress } from './audit-list-state';
import { AuditTable } from './audit-table';
import { useAuditList } from './use-audit-list';
import { useVerification } from './use-verification';
import { VerificationResult } from './verification-result';

const everything: Partial<AuditListState> = { who: null, whom: null, what: [], from: null, to: null };

export function AuditPage() {
  const { t } = useTranslation('audit');
  const { state, change, filter, connection, stale, error, refetch } = useAuditList();
  const { verification, busy, verify, dismiss } = useVerification(refetch);
  const verifyButton = useRef<HTMLButtonElement>(null);
  const close = () => {
    dismiss();
    verifyButton.current?.focus();
  };
  const shownCount = useBoundedCount();
  const entries = connection?.nodes;
  const total = connection?.totalCount;
  const nothing = entries?.length === 0 && !stale;
  const subject = entries?.find(({ subjectId }) => subjectId === state.whom);
  return (
    <>
      <PageHeader
        title={t('title')}
        count={total === undefined ? undefined : shownCount(total)}
        actions={
          <>
            <ExportMenu state={state} />
            <Button
              ref={verifyButton}
              leftSection={
                busy ? (
                  <Loader size={18} color="currentColor" />
                ) : (
                  <IconShieldCheck size={18} aria-hidden="true" />
                )
              }
              // Not disabled meanwhile: it would lose the focus of whoever pressed it by key.
              aria-disabled={busy}
              onClick={() => !busy && void verify()}
            >
              {t('verify.start')}
            </Button>
          </>
        }
      />
      <VerificationResult verification={verification} busy={busy} onClose={close} />
      <AuditFilters
        state={state}
        subjectName={subject?.subjectName ?? null}
        filtered={filter !== null}
        onChange={change}
        onClear={() => change(everything)}
      />
      {error && <LoadFailed error={error} retry={refetch} />}
      {!error && nothing && <NothingHere filtered={filter !== null} onClear={() => change(everything)} />}
      {!error && !nothing && <AuditTable entries={entries} stale={stale} onFilter={change} />}
      {connection && <ListPager pageInfo={connection.pageInfo} onPage={(paging) => change({ paging })} />}
      <p className="visually-hidden" role="status">
        {total !== undefined && !stale && t('found', { count: total, shown: shownCount(total) })}
      </p>
    </>
  );
}

function NothingHere({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useTranslation('audit');
  const icon = <IconHistory size={40} stroke={1.3} />;
  return filtered ? (
    <NothingFound icon={icon} title={t('empty.nothing')} text={t('empty.nothingText')} onClear={onClear} />
  ) : (
    <EmptyState icon={icon} title={t('empty.title')} text={t('empty.text')} />
  );
}

/** Links, so that the browser saves what the server streams, however long it is. */
function ExportMenu({ state }: { state: AuditListState }) {
  const { t } = useTranslation('audit');
  const organization = useOrganization();
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden="true" />}
          rightSection={<IconChevronDown size={16} aria-hidden="true" />}
        >
          {t('export.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'jsonl'] as const).map((format) => (
          <Menu.Item key={format} component="a" href={exportAddress(format, organization, state)} download>
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('export.hint')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
