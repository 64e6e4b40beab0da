import { Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrganizationFace } from './organization-face';

interface PageTitleProps {
  children: string;
  /** Id of what a screen reader should say with the title. */
  describedBy?: string;
}

/** The one heading of a step; names the document and takes the focus, so that every step is announced. */
export function PageTitle({ children, describedBy }: PageTitleProps) {
  const { t } = useTranslation('frame');
  const face = useOrganizationFace();
  const heading = useRef<HTMLHeadingElement>(null);
  const organization = face?.name ?? t('name');
  useEffect(() => {
    document.title = t('title', { page: children, organization });
  }, [children, organization, t]);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Title
      order={1}
      ref={heading}
      tabIndex={-1}
      mb="xs"
      {...(describedBy && { 'aria-describedby': describedBy })}
    >
      {children}
    </Title>
  );
}
