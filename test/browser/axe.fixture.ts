import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.1 A and AA, contrast among them. What axe merely recommends is never serious, and costs as much time. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

interface Violation {
  id: string;
  impact: string | null;
  nodes: { html: string; target: string[]; failureSummary?: string }[];
}

/**
 * What axe finds serious or critical on a page as it stands, one line for each rule with the first places. Evaluated and not added as a script:
 * the page's own policy lets no script in but its files.
 */
export async function seriousFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(source);
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'], preload: false, iframes: false }).then(({ violations }) => violations)`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const places = nodes.slice(0, 4).map(({ target, failureSummary }) => {
        const ratio = /contrast of [\d.]+ \(foreground color: #\w+, background color: #\w+/.exec(failureSummary ?? '');
        return `${target.join(' ')}${ratio ? ` (${ratio[0]})` : ''}`;
      });
      return `${id} ×${nodes.length}: ${places.join(' | ')}`;
    });
}
