import { useEffect } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { type CreateClientsStep, paths } from '../../paths';
import { useOrganization } from '../organizations/viewer';

const mailingKey = 'mailing';

/** The step in the address, as far as it is possible: the message needs clients who were created, the progress a sending. */
export function useCreateClientsSteps(created: boolean) {
  const { slug } = useOrganization();
  const { search } = useLocation();
  const navigate = useNavigate();
  const mailingId = new URLSearchParams(search).get(mailingKey);
  const asked = useParams().step;
  const step = possibleStep(asked, created, mailingId !== null);

  const searchWith = (mailing: string | null) => {
    const next = new URLSearchParams(search);
    if (mailing === null) next.delete(mailingKey);
    else next.set(mailingKey, mailing);
    return next.size > 0 ? `?${next}` : '';
  };
  async function go(to: CreateClientsStep, mailing: string | null = null, replace = false) {
    await navigate(paths.createClients(slug, to, searchWith(mailing)), { replace });
  }
  async function leave() {
    await navigate(paths.clients(slug, searchWith(null)));
  }

  // The address tells the step that is shown, whatever was asked for.
  // Only when it changes: a draft that is cleared on the way out must not lead back in.
  useEffect(() => {
    if (asked !== step) void go(step, step === 'progress' ? mailingId : null, true);
  }, [asked, mailingId]);

  return { step, mailingId, go, leave };
}

function possibleStep(asked: string | undefined, created: boolean, sent: boolean): CreateClientsStep {
  if (asked === 'progress' && sent) return 'progress';
  // Without a step: where the work was left.
  if (asked !== 'who' && created) return 'message';
  return 'who';
}
