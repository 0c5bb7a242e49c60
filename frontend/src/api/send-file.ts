/** Sends a file and tells how far it is: fetch cannot say that of a body, XMLHttpRequest can. */
import { ApiError } from "./problem";

/** The answer. Rejects with `ApiError` where none came, and with `AbortError` where it was called off. */
export function sendFile(
  address: string,
  file: File,
  token: string | null,
  onProgress: (sent: number) => void,
  signal: AbortSignal,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new DOMException("called off", "AbortError"));
      return;
    }
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    if (token !== null) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () =>
      resolve(new Response(request.responseText, { status: request.status, statusText: request.statusText }));
    request.onerror = () => reject(new ApiError(0, "unreachable", "the server cannot be reached"));
    request.onabort = () => reject(new DOMException("called off", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
