import { TimeZoneContext } from '@anteroom/ui';
import { useQuery } from '@apollo/client/react';
import { Burger, Button, Drawer, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useParams } from 'react-router';
import { OngoingWorkProvider } from '../features/bulk-operations/ongoing/ongoing-work';
import { MailingWatcher } from '../features/mailings/mailing-watcher';
import { useWatchedMailings } from '../features/mailings/watched-mailings';
import { rememberOrganization } from '../features/organizations/last-organization';
import { useMay } from '../features/organizations/permissions';
import { SuspendedOrganization } from '../features/organizations/suspended-organization';
import {
  OrganizationContext,
  organizationQuery,
  useOrganization,
  useViewer,
} from '../features/organizations/viewer';
import { LoadFailed } from '../page/failure/load-failed';
import { CentredPage } from '../page/layout/centred-page';
import { PageSkeleton } from '../page/layout/page-skeleton';
import { paths } from '../paths';
import { KeysDialog } from './keys-dialog';
import { NotForYou } from './not-for-you';
import classes from './organization-frame.module.css';
import { isShown } from './pages';
import { Palette } from './palette';
import { Rail } from './rail';

const openCountEveryMs = 30_000;
const whileSendingEveryMs = 4_000;

/** The organization in the address, with the frame around its pages; or why it is not shown. */
export function OrganizationFrame() {
  const { slug = '' } = useParams();
  const { staffMemberships } = useViewer();
  const sending = useWatchedMailings().length > 0;
  const { data, error, refetch } = useQuery(organizationQuery, {
    variables: { slug },
    pollInterval: sending ? whileSendingEveryMs : openCountEveryMs,
  });
  const organization = data?.organization;
  const suspended = staffMemberships.find(
    (one) => one.organization.slug === slug && one.organization.suspended,
  )?.organization;

  useEffect(() => {
    if (organization) rememberOrganization(organization.slug);
  }, [organization]);

  if (suspended) return <SuspendedOrganization name={suspended.name} />;
  if (!organization) {
    if (error) return <LoadFailed error={error} retry={refetch} fullPage />;
    return data ? <UnknownOrganization /> : <PageSkeleton />;
  }
  return (
    // Of another organization nothing of this one stays on the page.
    <OrganizationContext key={organization.id} value={organization}>
      <TimeZoneContext value={organization.timeZone}>
        <OngoingWorkProvider>
          <Frame />
          <MailingWatcher />
          <KeysDialog />
        </OngoingWorkProvider>
      </TimeZoneContext>
    </OrganizationContext>
  );
}

/** The rail on the left, on a phone behind a button, and the page beside it. */
function Frame() {
  const { t } = useTranslation('frame');
  const { name } = useOrganization();
  const { pathname } = useLocation();
  const [menuOpen, menu] = useDisclosure(false);
  const [paletteOpen, palette] = useDisclosure(false);
  const search = () => {
    menu.close();
    palette.open();
  };
  useEffect(() => menu.close(), [pathname]);
  return (
    <>
      <a href="#content" className={classes.skip}>
        {t('skip')}
      </a>
      <div className={classes.frame}>
        <div className={classes.rail}>
          <Rail compact onSearch={search} />
        </div>
        <section className={classes.topBar} aria-label={name}>
          <Burger
            opened={menuOpen}
            onClick={menu.toggle}
            size="sm"
            aria-label={t(menuOpen ? 'closeMenu' : 'openMenu')}
            aria-expanded={menuOpen}
          />
          <Text fw={600} truncate>
            {name}
          </Text>
        </section>
        <Drawer
          opened={menuOpen}
          onClose={menu.close}
          size={288}
          padding={0}
          withCloseButton={false}
          title={<VisuallyHidden>{t('navigation')}</VisuallyHidden>}
          classNames={{ header: classes.drawerHeader, body: classes.drawerBody }}
        >
          <Rail onSearch={search} />
        </Drawer>
        <main id="content" tabIndex={-1} className={classes.content}>
          <ShownPage />
        </main>
      </div>
      <Palette opened={paletteOpen} onOpen={palette.open} onClose={palette.close} />
    </>
  );
}

/** The page in the address, unless the viewer's roles do not show it to them. */
function ShownPage() {
  const { slug } = useOrganization();
  const { pathname } = useLocation();
  const may = useMay();
  return isShown(pathname, slug, may) ? <Outlet /> : <NotForYou />;
}

function UnknownOrganization() {
  const { t } = useTranslation('organizations');
  return (
    <CentredPage>
      <Stack gap="sm" align="flex-start">
        <Title order={1}>{t('unknown.title')}</Title>
        <Text>{t('unknown.text')}</Text>
        <Button component={Link} to={paths.home} variant="default">
          {t('unknown.home')}
        </Button>
      </Stack>
    </CentredPage>
  );
}
