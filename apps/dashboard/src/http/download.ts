import { ApiError, UNREACHABLE } from './http.js';

/** Fetches a file and hands it to the browser under the name that the server gives it. @throws ApiError with the refusal where there is no file */
export async function download(path: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', cache: 'no-store' });
  } catch {
    throw new ApiError(0, { code: UNREACHABLE });
  }
  if (!response.ok) {
    const { error } = (await response.json().catch(() => ({}))) as {
      error?: ConstructorParameters<typeof ApiError>[1];
    };
    throw new ApiError(response.status, error ?? { code: `HTTP.${response.status}` });
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'weibao';
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
