import { createContext, type Services } from '../../context.js';
import { createLoaders } from '../../loaders.js';
import { recordAudit } from '../record-audit.js';
import type { AuditHead } from './audit-seal.entity.js';
import { checkSignature } from './chain.js';

/**
 * A chain is vouched for by its last signature. Where an older key made it, one more entry is written, so that the newest key
 * vouches for everything before and the older one can be taken out of the ring. Asked when a worker starts, since keys do not
 * change while one runs.
 */
export async function resealForNewKey(services: Services): Promise<void> {
  const { tokenKeys } = services.config;
  const heads = await services.dataSource.query<AuditHead[]>(
    `SELECT organization_id AS organizationId, seq, hash, key_id AS keyId, signature
       FROM audit_heads WHERE seq > 0 AND key_id <> ?`,
    [tokenKeys[0]?.id ?? ''],
  );
  // What none of our keys has signed must not be vouched for; sealing says what is wrong with it.
  const genuine = heads.filter((head) => checkSignature(tokenKeys, head) === 'genuine');
  await createContext(services, null, createLoaders).transaction((tx) =>
    recordAudit(
      tx,
      genuine.map(({ organizationId, keyId }) => ({
        organizationId,
        action: 'audit.resealed',
        details: { keyId: tokenKeys[0]?.id, afterKeyId: keyId },
      })),
    ),
  );
}
