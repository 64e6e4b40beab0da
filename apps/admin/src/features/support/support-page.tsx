import { RelativeTime } from '@anteroom/ui';
import { useQuery } from '@apollo/client/react';
import { Alert, Button, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { IconChevronRight, IconLifebuoy, IconSearch, IconZoomQuestion } from '@tabler/icons-react';
import { Fragment, useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SupportResultFragment, SupportSearchQuery } from '../../gql/graphql';
import { AddressText } from '../../page/address-text';
import { LoadFailed } from '../../page/failure/load-failed';
import { useReason } from '../../page/failure/use-reason';
import { EmptyState } from '../../page/layout/empty-state';
import { PageHeader } from '../../page/layout/page-header';
import { usePageParams } from '../../page/use-page-params';
import { paths } from '../../paths';
import { deliveryWords } from '../invitations/delivery-state';
import { useOrganization } from '../organizations/viewer';
import { Finding } from './finding';
import { useLookReason } from './look-reason';
import { ReasonField } from './reason-field';
import { supportSearchQuery } from './support.graphql';
import classes from './support.module.css';
import { SupportStatus } from './support-status';

const QUERY_MIN = 3;

interface SearchForm {
  query: string;
  reason: string;
}

/** One field and a reason: whose invitation is it? */
export function SupportPage() {
  const { t } = useTranslation('support');
  const { id: organizationId } = useOrganization();
  const [params, setParams] = usePageParams();
  const [reason, giveReason] = useLookReason();
  const asked = params.get('q') ?? '';
  const { data, error, loading, refetch } = useQuery(supportSearchQuery, {
    variables: { input: { organizationId, query: asked, reason: reason ?? '' } },
    // A look is written down: the same one again is taken from here.
    fetchPolicy: 'cache-first',
    skip: asked === '' || reason === null,
  });
  const answer = reason === null ? undefined : data?.supportSearch;

  const find = ({ query, reason: given }: SearchForm) => {
    giveReason(given.trim());
    const wish = query.trim();
    if (wish === asked && given.trim() === reason) void refetch();
    else setParams({ q: wish });
  };

  return (
    <>
      <PageHeader title={t('title')} />
      <Text c="dimmed" mb="lg" maw={640}>
        {t('intro')}
      </Text>
      <Search asked={asked} reason={reason} busy={loading} refusals={answer?.errors ?? []} onFind={find} />
      <section aria-label={t('results')} className={classes.results}>
        {loading ? (
          <Stack gap="xs">
            <Skeleton h={64} />
            <Skeleton h={64} />
          </Stack>
        ) : error ? (
          <LoadFailed error={error} retry={refetch} />
        ) : (
          answer && answer.errors.length === 0 && <Results answer={answer} query={asked} />
        )}
      </section>
    </>
  );
}

interface SearchProps {
  asked: string;
  reason: string | null;
  busy: boolean;
  refusals: SupportSearchQuery['supportSearch']['errors'];
  onFind: (form: SearchForm) => void;
}

function Search({ asked, reason, busy, refusals, onFind }: SearchProps) {
  const { t } = useTranslation('support');
  const reasonText = useReason();
  const { register, control, handleSubmit, formState, setError } = useForm<SearchForm>({
    defaultValues: { query: asked, reason: reason ?? '' },
  });
  useEffect(() => {
    for (const { code, message, path } of refusals) {
      const field = path[0] === 'reason' ? 'reason' : 'query';
      setError(field, { message: reasonText({ code, message }) }, { shouldFocus: true });
    }
  }, [refusals, setError, reasonText]);
  return (
    <form onSubmit={handleSubmit(onFind)} noValidate className={classes.search}>
      <Stack gap="lg">
        <TextInput
          {...register('query', {
            validate: (query) => query.trim().length >= QUERY_MIN || t('query.short', { count: QUERY_MIN }),
          })}
          type="search"
          size="md"
          label={t('query.label')}
          description={t('query.hint')}
          placeholder={t('query.placeholder')}
          leftSection={<IconSearch size={18} aria-hidden="true" />}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          error={formState.errors.query?.message}
        />
        <ReasonField control={control} about="look" />
        <div>
          <Button type="submit" loading={busy}>
            {t('find')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function Results({ answer, query }: { answer: SupportSearchQuery['supportSearch']; query: string }) {
  const { t } = useTranslation('support');
  const { cases, hasMore, uninvited } = answer;
  return (
    <>
      <p className={cases.length === 0 ? 'visually-hidden' : classes.count} role="status">
        {hasMore ? t('more', { count: cases.length }) : t('found', { count: cases.length })}
      </p>
      {uninvited ? (
        <Finding finding={uninvited} email={query} />
      ) : cases.length === 0 ? (
        <EmptyState
          icon={<IconZoomQuestion size={40} stroke={1.3} />}
          title={t('nothing.title', { query })}
          text={t('nothing.text')}
        />
      ) : (
        <ul className={classes.list}>
          {cases.map((found) => (
            <Result key={found.id} found={found} />
          ))}
        </ul>
      )}
      {hasMore && (
        <Alert color="gray" variant="light" mt="md" icon={<IconLifebuoy aria-hidden="true" />}>
          {t('moreHint')}
        </Alert>
      )}
    </>
  );
}

function Result({ found }: { found: SupportResultFragment }) {
  const { t } = useTranslation(['support', 'invitations']);
  const { slug } = useOrganization();
  const { id, kind, recipientName, email, number, status, supportCode, sentAt, delivery } = found;
  const facts = [number ?? [], kind === 'STAFF' ? t('support:kind.STAFF') : [], supportCode].flat();
  return (
    <li>
      <Link to={paths.supportCase(slug, id)} className={classes.result}>
        <span className={classes.who}>
          <Text component="span" fw={550} className={classes.breaks ?? ''}>
            {recipientName ?? email}
          </Text>
          <Text component="span" size="sm" c="dimmed" className={classes.breaks ?? ''}>
            {recipientName && (
              <>
                <AddressText address={email} />
                {' · '}
              </>
            )}
            {facts.map((fact, index) => (
              <Fragment key={fact}>
                {index > 0 && ' · '}
                <span className="whole">{fact}</span>
              </Fragment>
            ))}
          </Text>
        </span>
        <span className={classes.state}>
          <SupportStatus status={status} />
          <Text component="span" size="sm" c="dimmed">
            {t(`invitations:delivery.${deliveryWords[delivery.state]}`)} · <RelativeTime at={sentAt} />
          </Text>
        </span>
        <IconChevronRight size={18} aria-hidden="true" />
      </Link>
    </li>
  );
}
