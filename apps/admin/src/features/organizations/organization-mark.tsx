import { Avatar } from '@mantine/core';
import classes from './organization-mark.module.css';

interface OrganizationMarkProps {
  organization: { name: string; accentColor: string; logoUrl?: string | null | undefined };
  size?: number;
}

/** Its logo, or the first letter of its name in its colour. The name stands beside it. */
export function OrganizationMark({ organization, size = 38 }: OrganizationMarkProps) {
  const { name, accentColor, logoUrl } = organization;
  // On white, as most logos are drawn: in the dark scheme too.
  if (logoUrl)
    return (
      <Avatar
        src={logoUrl}
        alt=""
        size={size}
        radius={8}
        classNames={{ image: classes.logo ?? '' }}
        aria-hidden="true"
      />
    );
  return (
    <Avatar color={accentColor} variant="filled" size={size} radius={8} aria-hidden="true">
      {name.slice(0, 1)}
    </Avatar>
  );
}
