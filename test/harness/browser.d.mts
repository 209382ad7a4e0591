import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface Visitor {
  baseUrl: string;
  /** Signed in by the interface, not by typing; leave it out to test the sign-in page. */
  signInAs?: { account: string; password: string };
  viewport?: { width: number; height: number };
}

/** Chromium, as CHROMIUM_BIN names it or the system has it. */
export declare function openBrowser(): Promise<Browser>;

/** A page of its own session, Chinese, on a browser whose clock stands at UTC. `faults` gathers errors of the page. */
export declare function openPage(
  browser: Browser,
  visitor: Visitor,
): Promise<{ page: Page; context: BrowserContext; faults: string[] }>;

/** Keeps a picture of the page in test-artefacts; resolves to its path. */
export declare function keepPicture(page: Page, name: string): Promise<string>;
