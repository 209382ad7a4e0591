import type { Actor } from '@weibao/messages';
import type { TokenScope } from '../tokens/token.rules.js';

/** Who is at the door: an account, come by a session or by a token. */
export interface Caller {
  actor: Actor;
  nameZh: string;
  nameEn: string;
  organisationNameZh: string;
  organisationNameEn: string;
  demo: boolean;
  endsAtMs: number;
  by:
    | { kind: 'session'; idHash: string; device?: string }
    | { kind: 'token'; id: string; hash: string; scope: TokenScope };
  /** What stands between this session and everything else: a one-time password to replace, or a second factor that the role requires. */
  needs: 'password' | 'second-factor' | null;
}
