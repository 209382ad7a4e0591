import type { Actor } from '@weibao/messages';
import type { TokenScope } from '../tokens/token.rules.js';

/** Who is at the door: an account, come by a session or by a token. */
export interface Caller {
  actor: Actor;
  nameZh: string;
  organisationNameZh: string;
  demo: boolean;
  endsAtMs: number | null; // null: a token without an end
  by: { kind: 'session'; idHash: string } | { kind: 'token'; id: string; hash: string; scope: TokenScope };
}
