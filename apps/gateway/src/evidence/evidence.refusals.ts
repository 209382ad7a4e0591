import type { Refusal } from '@weibao/messages';
import { takenEndings } from './file-types.js';

const said = (code: string, zh: string, en: string): Refusal => ({
  code: `EVIDENCE.${code}`,
  message: `${zh}文件没有保存。`,
  messageEn: `${en} The file was not kept.`,
});
const MB = 1024 * 1024;
const inMb = (bytes: number): string => String(Math.ceil(bytes / MB));

export const nameMissing = (longest: number): Refusal =>
  said(
    'NAME_MISSING',
    `缺少文件名，或文件名超过 ${longest} 个字。请在 X-File-Name 中给出文件名（UTF-8 百分号编码），例如 巡检报告.pdf。`,
    `The file has no name, or one above ${longest} characters. Give it in X-File-Name, percent-encoded UTF-8, such as report.pdf.`,
  );
export const namePath = (): Refusal =>
  said(
    'NAME_PATH',
    '文件名中有路径、盘符或控制字符。请只用文件本身的名字，例如 巡检报告.pdf。',
    'The name holds a path, a drive or control characters. Use the name of the file alone, such as report.pdf.',
  );
export const activeType = (ending: string): Refusal =>
  said(
    'TYPE_ACTIVE',
    `.${ending} 文件可以被执行，或会在浏览器中运行脚本，不作为凭证接收。请打印或另存为 PDF 后提交。`,
    `A .${ending} file can be run, or runs scripts in a browser, and is not taken as evidence. Print or save it as PDF and file that.`,
  );
export const otherType = (ending: string): Refusal =>
  said(
    'TYPE_UNKNOWN',
    `不接收${ending === '' ? '没有扩展名的' : ` .${ending} `}文件。可以提交：${takenEndings}；压缩包请解开后逐个提交，其他格式请另存为 PDF。`,
    `${ending === '' ? 'Files without an ending' : `.${ending} files`} are not taken. These are: ${takenEndings}. Unpack archives and file their documents one by one; save others as PDF.`,
  );
export const otherContent = (ending: string, looksLike: string | null): Refusal =>
  said(
    'CONTENT_MISMATCH',
    `文件名说是 .${ending}，内容却不是${looksLike === null ? '' : `（看起来是 ${looksLike}）`}。请检查文件是否完好，扩展名是否被改过。`,
    `The name says .${ending} and the content is none${looksLike === null ? '' : ` (it looks like ${looksLike})`}. Check that the file is whole and its ending was not changed.`,
  );
export const hasMacros = (ending: string): Refusal =>
  said(
    'TYPE_ACTIVE',
    `这个 .${ending} 文件带有宏或可执行内容，不作为凭证接收。请去掉宏，或另存为 PDF 后提交。`,
    `This .${ending} file holds macros or something executable and is not taken as evidence. Remove it, or save the file as PDF.`,
  );
export const expands = (unpackedBytes: number): Refusal =>
  said(
    'EXPANDS',
    `文件解开后将达 ${inMb(unpackedBytes)} MB，远超其自身大小，可能是压缩炸弹。请另存为 PDF 后提交。`,
    `Unpacked, the file would be ${inMb(unpackedBytes)} MB, far more than it is itself: it may be a zip bomb. Save it as PDF and file that.`,
  );
export const unreadable = (ending: string): Refusal =>
  said(
    'UNREADABLE',
    `这个 .${ending} 文件已损坏、加密或不完整，无法检查。请重新导出或去掉密码后提交。`,
    `This .${ending} file is damaged, encrypted or incomplete and cannot be checked. Export it anew, or take the password off.`,
  );
export const empty = (): Refusal =>
  said('EMPTY', '文件是空的。请检查后重新选择。', 'The file is empty. Check it and choose again.');
export const tooLarge = (mostBytes: number): Refusal =>
  said(
    'TOO_LARGE',
    `文件超过 ${inMb(mostBytes)} MB。请降低扫描分辨率，或拆成几个文件提交。`,
    `The file is above ${inMb(mostBytes)} MB. Scan it at a lower resolution, or file it in parts.`,
  );
export const quotaReached = (contract: string, quotaBytes: number): Refusal =>
  said(
    'QUOTA',
    `合同 ${contract} 的凭证已达上限 ${inMb(quotaBytes)} MB。请联系管理员调整 EVIDENCE_QUOTA_MB。`,
    `The evidence of contract ${contract} has reached its limit of ${inMb(quotaBytes)} MB. Ask an administrator to raise EVIDENCE_QUOTA_MB.`,
  );
export const diskFull = (): Refusal =>
  said(
    'DISK_FULL',
    '服务器磁盘空间不足。请联系管理员清理磁盘，然后重新上传。',
    'The disk of the server is full. Ask an administrator to make room, then upload it again.',
  );
export const cutOff = (): Refusal =>
  said('CUT_OFF', '上传中途断开。请重新上传。', 'The upload broke off. Upload it again.');
export const notOctets = (): Refusal =>
  said(
    'NOT_OCTETS',
    '文件内容须作为请求正文发送。请设置 Content-Type: application/octet-stream。',
    'A file is sent as the body itself. Send Content-Type: application/octet-stream.',
  );

export const noEvidence = (sha256: string): Refusal => ({
  code: 'EVIDENCE.UNKNOWN',
  message: `该合同的记录中没有文件 ${sha256.slice(0, 12)}…。请核对文件编号，或先上传。`,
  messageEn: `The record of this contract has no file ${sha256.slice(0, 12)}…. Check its hash, or upload it first.`,
});
export const notUploaded = (places: { place: string; message: string }[]): Refusal => ({
  code: 'EVIDENCE.UNKNOWN',
  message: '所附文件没有上传到该合同，记录没有保存。请先上传文件，再提交记录。',
  messageEn:
    'A file that is attached was not uploaded to this contract; nothing was stored. Upload it first, then send the record.',
  faults: places,
});
export const damaged = (sha256: string): Refusal => ({
  code: 'EVIDENCE.DAMAGED',
  message: `文件 ${sha256.slice(0, 12)}… 的内容与记录的摘要不符，已不能下载，管理员可在健康检查中看到。请由提交方重新上传同一文件，或从备份恢复。`,
  messageEn: `The content of file ${sha256.slice(0, 12)}… is not what its hash says; it is not given out, and health shows it. Upload the same file again, or restore it from a backup.`,
});
