import type { EvidenceFile } from '@weibao/exchange';
import type { Refusal } from '@weibao/messages';
import { ApiError, UNREACHABLE } from '../http/http.js';

/** The endings that the gateway takes; it looks at the content as well. */
export const takenEndings = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.ofd,.txt,.csv,.eml';

interface Upload {
  contract: string;
  file: File;
  onProgress(sentBytes: number): void;
  signal: AbortSignal;
}

/**
 * Sends a file to a contract. XMLHttpRequest, because fetch says nothing of how far it has come.
 * @throws ApiError when it is refused or the line breaks, DOMException AbortError when it was cancelled
 */
export function uploadEvidence({ contract, file, onProgress, signal }: Upload): Promise<EvidenceFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const cancel = () => request.abort();
    signal.addEventListener('abort', cancel, { once: true });
    request.open('POST', `/api/contracts/${encodeURIComponent(contract)}/evidence`);
    request.responseType = 'text';
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.upload.onprogress = ({ loaded }) => onProgress(Math.min(loaded, file.size));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    request.onerror = () => reject(new ApiError(0, { code: UNREACHABLE }));
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status === 201 && answer?.evidence) resolve(answer.evidence);
      else reject(new ApiError(request.status, answer?.error ?? { code: `HTTP.${request.status}` }));
    };
    request.onloadend = () => signal.removeEventListener('abort', cancel);
    if (signal.aborted) reject(new DOMException('cancelled', 'AbortError'));
    else request.send(file);
  });
}

function parsed(text: string): { evidence?: EvidenceFile; error?: Refusal } | null {
  try {
    return JSON.parse(text) as { evidence?: EvidenceFile; error?: Refusal };
  } catch {
    return null;
  }
}
