/** What counts as evidence: papers, pictures, tables, letters. Archives are not taken: what cannot be looked at proves nothing. */
export interface FileType {
  mediaType: string;
  endings: readonly string[];
  content: 'pdf' | 'png' | 'jpeg' | 'package' | 'text' | 'mail';
  /** A part that a package of this type has to hold. */
  part?: string;
}

export const fileTypes: readonly FileType[] = [
  { mediaType: 'application/pdf', endings: ['pdf'], content: 'pdf' },
  { mediaType: 'image/png', endings: ['png'], content: 'png' },
  { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'], content: 'jpeg' },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
    content: 'package',
    part: 'word/document.xml',
  },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    endings: ['xlsx'],
    content: 'package',
    part: 'xl/workbook.xml',
  },
  { mediaType: 'application/ofd', endings: ['ofd'], content: 'package', part: 'OFD.xml' },
  { mediaType: 'text/plain', endings: ['txt'], content: 'text' },
  { mediaType: 'text/csv', endings: ['csv'], content: 'text' },
  { mediaType: 'message/rfc822', endings: ['eml'], content: 'mail' },
];

export const takenEndings: string = fileTypes.flatMap(({ endings }) => endings).join(', ');
