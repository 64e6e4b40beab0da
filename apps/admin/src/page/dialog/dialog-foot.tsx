import { Group, type GroupProps } from '@mantine/core';
import classes from './dialog-foot.module.css';

/** The buttons of a long dialog, which stay in sight while the rest moves. The dialog's body leaves the room below to it. */
export function DialogFoot(props: Pick<GroupProps, 'justify' | 'gap' | 'children'>) {
  return <Group {...props} className={classes.foot ?? ''} />;
}
