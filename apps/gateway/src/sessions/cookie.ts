import { createHash, randomBytes } from 'node:crypto';

/** Over https the name carries the prefix by which browsers refuse a cookie that another host or path set. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-weibao_session' : 'weibao_session');

export interface CookieOptions {
  httpOnly: true;
  sameSite: 'lax';
  path: '/';
  secure: boolean;
  maxAge: number; // seconds
}

export const cookieOptions = (secure: boolean, lifeMs: number): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  path: '/',
  secure,
  maxAge: Math.floor(lifeMs / 1000),
});

/** 256 random bits: nobody guesses them, so a plain hash is enough to store. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a session id or a token: who reads the table cannot use it. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');
