/** Hands a file to whoever sits before the page. */
export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  download(name, url);
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Takes a file from an address. */
export function download(name: string, url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
