import { parseAddressList } from '@anteroom/address-list';
import { throttleTokenGuess } from '../../auth/throttle.js';
import type { RequestContext } from '../../context.js';
import { UserError, UserErrors } from '../../errors.js';
import { EVERYBODY } from './suppression.entity.js';
import type { ResumeMailsInput } from './suppression.inputs.js';
import { readSuppressionToken } from './suppression-token.js';
import { addressHash, unsuppress } from './suppressions.js';

/**
 * The person takes back that nobody may invite them. They type their address, which the link does not say: a program that
 * opens it and presses what it finds takes nothing back.
 */
export async function resumeMails(ctx: RequestContext, input: ResumeMailsInput): Promise<boolean> {
  const hash = readSuppressionToken(ctx.config.tokenKeys, input.token);
  if (!hash) {
    throttleTokenGuess(ctx);
    throw new UserErrors(new UserError('LINK_UNKNOWN', 'This link does not work.', ['token']));
  }
  const [typed] = parseAddressList(input.email.slice(0, 320));
  if (!typed?.address || addressHash(typed.address) !== hash)
    throw new UserErrors(
      new UserError('OTHER_ADDRESS', 'This is not the address that the mail came to.', ['email']),
    );
  await unsuppress(ctx, hash, EVERYBODY);
  return true;
}
