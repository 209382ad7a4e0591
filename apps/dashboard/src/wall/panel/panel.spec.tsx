import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LanguageProvider } from '../../i18n/language.js';
import { Panel, SafePanel } from './panel.js';

afterEach(cleanup);

function Broken(): never {
  throw new Error('a field was missing');
}

describe('a panel', () => {
  it('that fails says so in its own place and leaves the others', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    render(
      <LanguageProvider initial="zh">
        <SafePanel name="duties" title="本周应办">
          <Broken />
        </SafePanel>
        <SafePanel name="payments" title="付款节点">
          <p>P1</p>
        </SafePanel>
      </LanguageProvider>,
    );
    expect(screen.getByRole('alert').textContent).toContain('这一栏出错，其他栏不受影响');
    expect(screen.getByText('P1')).toBeTruthy();
    vi.restoreAllMocks();
  });

  it('shows how old its data is, and marks data that is old or failed to be read', () => {
    const aged = (ageMs: number, failed = false) => {
      cleanup();
      render(
        <LanguageProvider initial="zh">
          <Panel name="duties" title="本周应办" freshness={{ ageMs, failed, missing: [] }}>
            <p />
          </Panel>
        </LanguageProvider>,
      );
      return document.querySelector('[data-age]');
    };
    expect(aged(400)?.textContent).toBe('数据 0.4 秒前');
    expect(aged(20_000)?.className).toBe('age');
    expect(aged(20_001)?.className).toBe('age old');
    expect(aged(400, true)?.textContent).toBe('▲ 数据 0.4 秒前');
  });
});
