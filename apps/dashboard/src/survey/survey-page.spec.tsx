import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWith, at, show, type Answers } from '../testing/given.js';
import { SurveyPage } from './survey-page.js';

const form = {
  state: 'waiting',
  organisationZh: '演示医院',
  organisationEn: 'Demo hospital',
  contractZh: '电子病历一体化维保',
  contractEn: 'EMR maintenance',
  titleZh: '临床科室满意度',
  titleEn: 'Clinical satisfaction',
  department: '急诊科',
  event: null,
  items: ['响应及时', '处理质量'],
  itemMax: 100,
  closesAt: at('00:00:00', '2026-12-05'),
  answeredAt: null,
};
const answers = (more: Answers = {}): Answers => ({
  'POST /api/survey-links/read': form,
  'POST /api/survey-links/answer': { answeredAt: at('14:05:00') },
  ...more,
});
const sent = (requests: ReturnType<typeof answerWith>) =>
  requests.filter(({ path }) => path.endsWith('/answer')).map(({ body }) => body);
const submit = () => fireEvent.click(screen.getByRole('button', { name: '提交' }));

beforeEach(() => {
  localStorage.clear();
  window.location.hash = '#the-secret';
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the form behind a link', () => {
  it('names every item without a score, sends pressed and typed ones in the order of the form, and says that it was received', async () => {
    const requests = answerWith(answers());
    show(<SurveyPage />);
    await screen.findByText('填写科室：急诊科');
    expect(screen.getByText(/2026-12-05 00:00 前提交/)).toBeTruthy();
    submit();
    expect(screen.getAllByText('✕ 请给出 0 到 100 的分数')).toHaveLength(2);
    fireEvent.click(screen.getAllByLabelText('95')[0] as Element);
    fireEvent.change(screen.getByLabelText('2. 处理质量 其他分数'), { target: { value: '88.5' } });
    submit();
    await screen.findByText('✓ 已收到，谢谢');
    expect(sent(requests)).toEqual([{ secret: 'the-secret', scores: [95, 88.5] }]);
    expect(screen.queryByRole('button', { name: '提交' })).toBeNull();
  });

  it('of an event asks whether anything is negative, and what', async () => {
    const event = { ...form, event: '国庆保障', items: [], itemMax: null };
    const requests = answerWith(answers({ 'POST /api/survey-links/read': event }));
    show(<SurveyPage />);
    fireEvent.click(await screen.findByLabelText('有不满意的地方'));
    submit();
    expect(screen.getByText('✕ 请说明哪里不满意')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('意见和建议（可以不填）'), { target: { value: '切换超时' } });
    submit();
    await screen.findByText('✓ 已收到，谢谢');
    expect(sent(requests)).toEqual([{ secret: 'the-secret', negative: true, note: '切换超时' }]);
  });

  it('keeps what was typed when the network is down, and sends the same again', async () => {
    let down = true;
    const requests = answerWith(
      answers({
        'POST /api/survey-links/answer': () => (down ? new Error('no network') : { answeredAt: at('14:05:00') }),
      }),
    );
    show(<SurveyPage />);
    for (const [index, name] of ['1. 响应及时', '2. 处理质量'].entries())
      fireEvent.change(await screen.findByLabelText(`${name} 其他分数`), { target: { value: String(91 + index) } });
    submit();
    await screen.findByText(/还没有提交成功/);
    down = false;
    submit();
    await screen.findByText('✓ 已收到，谢谢');
    expect(sent(requests)).toEqual(Array(2).fill({ secret: 'the-secret', scores: [91, 92] }));
  });

  it('that was answered by somebody else meanwhile shows that, and a link that opens nothing says what to do', async () => {
    let answered = false;
    answerWith(
      answers({
        'POST /api/survey-links/read': () =>
          answered ? { ...form, state: 'answered', answeredAt: at('14:01:00') } : form,
        'POST /api/survey-links/answer': () => {
          answered = true;
          return { status: 409, error: { code: 'SURVEY.ALREADY_ANSWERED', message: '这个链接已经答过' } };
        },
      }),
    );
    show(<SurveyPage />);
    for (const choice of await screen.findAllByLabelText('100')) fireEvent.click(choice);
    submit();
    expect(await screen.findByText('答卷于 2026-11-20 14:01 收到。可以关闭本页。')).toBeTruthy();
    cleanup();
    answerWith({
      'POST /api/survey-links/read': {
        status: 404,
        error: { code: 'SURVEY.LINK_UNKNOWN', message: '请向信息科索取新的链接' },
      },
    });
    show(<SurveyPage />);
    await waitFor(() => expect(screen.getByText('请向信息科索取新的链接')).toBeTruthy());
  });
});
