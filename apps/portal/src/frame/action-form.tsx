import { type Failure, useSubmission } from './submission';
import { SubmitButton } from './submit-button';

interface ActionFormProps {
  label: string;
  act: () => Promise<Failure | null>;
  variant?: 'filled' | 'default';
}

/** A form that asks nothing but to be submitted. */
export function ActionForm({ label, act, variant }: ActionFormProps) {
  const submission = useSubmission();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submission.submit(act);
      }}
    >
      <SubmitButton submission={submission} {...(variant && { variant })}>
        {label}
      </SubmitButton>
    </form>
  );
}
