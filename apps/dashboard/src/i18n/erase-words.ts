/** Words of erasing a free text for good, such as one that names a patient. */
const zh = {
  erase: '删除文字',
  title: (what: string) => `删除「${what}」中的文字`,
  text: '用于去除患者姓名等个人信息。文字在本系统各处永久删除，不能恢复；记录本身、时间和链不变，核验时显示“已删除”及理由。',
  which: '删除哪一处',
  fields: { summary: '现象描述', note: '备注', fileName: '文件名' },
  reason: '理由（会随记录导出，请勿写入个人信息）',
  reasonMissing: '请写明理由',
  confirm: '永久删除',
  cancel: '取消',
  done: '文字已删除',
};
export type EraseWords = typeof zh;

const en: EraseWords = {
  erase: 'Erase text',
  title: (what) => `Erase a text of “${what}”`,
  text: 'For personal data such as a patient’s name. The text is gone from the whole system for good; the record, its times and the chain stay, and a check shows “erased” with the reason.',
  which: 'Which text',
  fields: { summary: 'What was reported', note: 'Note', fileName: 'File name' },
  reason: 'Reason (it is exported with the record: no personal data in it)',
  reasonMissing: 'A reason is needed',
  confirm: 'Erase for good',
  cancel: 'Cancel',
  done: 'The text is erased',
};
export const eraseWords = { zh, en };
