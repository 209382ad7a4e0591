import type { Refusal } from '@weibao/messages';
import { fileTypes, type FileType } from './file-types.js';
import { activeType, nameMissing, namePath, otherType } from './evidence.refusals.js';

const LONGEST_NAME = 180;
/** What a computer runs, or a browser when somebody opens it. */
const active = new Set(
  (
    'exe dll com scr msi bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta jar sh bash zsh py rb pl php asp aspx jsp cgi so dylib bin apk app ' +
    'html htm xhtml shtml mht mhtml svg svgz xml xsl xslt swf docm dotm xlsm xltm xlam pptm lnk url reg iso img'
  ).split(' '),
);

/** The type that a file's name says, or why a file of that name is not taken. `header` is `X-File-Name`: percent-encoded UTF-8. */
export function typeByName(header: string | string[] | undefined): { type: FileType } | { refusal: Refusal } {
  const name = decoded(header);
  if (name === null || name.trim() === '' || name.length > LONGEST_NAME) return { refusal: nameMissing(LONGEST_NAME) };
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[/\\\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(name) || name.startsWith('.') || /^[a-z]:/i.test(name))
    return { refusal: namePath() };
  const ending = /\.([^.]+)$/.exec(name.trim())?.[1]?.toLowerCase() ?? '';
  const type = fileTypes.find(({ endings }) => endings.includes(ending));
  if (type) return { type };
  return { refusal: active.has(ending) ? activeType(ending) : otherType(ending) };
}

function decoded(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string') return null;
  try {
    return decodeURIComponent(header);
  } catch {
    return null;
  }
}
