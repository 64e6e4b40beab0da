import { Avatar, Menu, UnstyledButton } from '@mantine/core';
import { IconLogout, IconPlus, IconSearch, IconSelector, IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { OrganizationMark } from '../features/organizations/organization-mark';
import { useSignUpOpen } from '../features/organizations/start/start.graphql';
import { useOrganization, useViewer } from '../features/organizations/viewer';
import { useSignOut } from '../features/sign-in/use-sign-out';
import { useBoundedCount } from '../page/list/use-bounded-count';
import { paths } from '../paths';
import { type OrganizationPage, useAdministration, usePages } from './pages';
import classes from './rail.module.css';

interface RailProps {
  /** Shrinks to icons where the window is narrow. */
  compact?: boolean;
  onSearch: () => void;
}

export function Rail({ compact = false, onSearch }: RailProps) {
  const { t } = useTranslation('frame');
  const pages = usePages().filter(({ aside }) => !aside);
  const administrates = useAdministration();
  const administration = pages.filter((page) => page.administration);

  return (
    <nav aria-label={t('navigation')} className={classes.rail} data-compact={compact || undefined}>
      <OrganizationSwitcher />
      <UnstyledButton className={classes.entry} onClick={onSearch} mb={8}>
        <IconSearch size={20} aria-hidden="true" />
        <span className={classes.label}>{t('search')}</span>
        <span className={classes.key} aria-hidden="true">
          {paletteKeys()}
        </span>
      </UnstyledButton>
      <PageEntries pages={pages.filter(({ administration, last }) => !administration && !last)} />
      {administrates ? (
        <fieldset className={classes.group}>
          <legend className={classes.groupName}>{t('administration')}</legend>
          <PageEntries pages={administration} />
        </fieldset>
      ) : (
        <PageEntries pages={administration} />
      )}
      <div className={classes.space} />
      <PageEntries pages={pages.filter(({ last }) => last)} />
      <Me compact={compact} />
    </nav>
  );
}

function PageEntries({ pages }: { pages: readonly OrganizationPage[] }) {
  return pages.map((page) => <PageEntry key={page.id} page={page} />);
}

function paletteKeys(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘K' : 'Ctrl K';
}

function PageEntry({ page }: { page: OrganizationPage }) {
  const { t } = useTranslation('frame');
  const organization = useOrganization();
  const boundedCount = useBoundedCount();
  const count = page.count?.(organization) ?? 0;
  const { icon: PageIcon } = page;
  return (
    <Entry
      to={page.path(organization.slug)}
      icon={<PageIcon size={20} />}
      badge={count > 0 ? boundedCount(count) : undefined}
      badgeLabel={t('openCount', { count })}
    >
      {t(page.id)}
    </Entry>
  );
}

interface EntryProps {
  to: string;
  icon: ReactNode;
  children: string;
  badge?: string | undefined;
  badgeLabel?: string;
}

function Entry({ to, icon, children, badge, badgeLabel }: EntryProps) {
  return (
    <NavLink to={to} className={classes.entry ?? ''} title={children}>
      <span aria-hidden="true" className={classes.icon}>
        {icon}
      </span>
      <span className={classes.label}>{children}</span>
      {badge && (
        <span className={classes.badge}>
          <span aria-hidden="true">{badge}</span>
          <span className="visually-hidden">, {badgeLabel}</span>
        </span>
      )}
    </NavLink>
  );
}

function OrganizationSwitcher() {
  const { t } = useTranslation(['frame', 'organizations']);
  const organization = useOrganization();
  const { staffMemberships } = useViewer();
  const face = (
    <>
      <OrganizationMark organization={organization} size={32} />
      <span className={classes.organizationName}>{organization.name}</span>
    </>
  );
  const signUpOpen = useSignUpOpen();
  if (staffMemberships.length < 2 && !signUpOpen) return <div className={classes.organization}>{face}</div>;
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.organization}>
          {face}
          <span className="visually-hidden">, {t('organizations:switcher')}</span>
          <IconSelector size={16} aria-hidden="true" className={classes.selector} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('frame:organizations')}</Menu.Label>
        {staffMemberships.map((membership) => (
          <Menu.Item
            key={membership.id}
            component={Link}
            to={paths.organization(membership.organization.slug)}
          >
            {membership.organization.name}
          </Menu.Item>
        ))}
        {signUpOpen && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconPlus size={16} />} component={Link} to={paths.newOrganization}>
              {t('organizations:add')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Me({ compact }: Required<Pick<RailProps, 'compact'>>) {
  const { t } = useTranslation('frame');
  const viewer = useViewer();
  const { slug } = useOrganization();
  const signOut = useSignOut();
  return (
    // Beside the drawer of a phone there is no room.
    <Menu position={compact ? 'right-end' : 'top-start'} width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.entry}>
          <Avatar name={viewer.name} color="gray" size={24} aria-hidden="true" />
          <span className={classes.label}>{viewer.name}</span>
          <span className="visually-hidden">, {t('me')}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{viewer.email}</Menu.Label>
        <Menu.Item leftSection={<IconSettings size={16} />} component={Link} to={paths.settings(slug)}>
          {t('settings')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
