/** What a terminal is to us: `process.stdout`, or something that collects. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** The launcher's progress for a person to read: one line a step, with the time it took. */
export class Terminal {
  readonly #out: Output;

  constructor(out: Output) {
    this.#out = out;
  }

  /** Writes one line. */
  line(text = ''): void {
    this.#out.write(`${text}\n`);
  }

  /**
   * Performs a step under its label. What it tells meanwhile stands behind the label, in place where the terminal can.
   * @param work answers what to say at the end, by default that it is ready
   */
  async step<T>(label: string, work: (tell: (message: string) => unknown) => Promise<T>, done = '就绪 ready'): Promise<T> {
    const begun = performance.now();
    let isOver = false; // an interrupted step may still have something to tell
    this.#show(label, '');
    try {
      const result = await work(message => isOver || this.#show(label, message));
      this.#end(`${label} … ${done} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
      return result;
    } catch (error) {
      this.#end(`${label} … ${error instanceof Error && error.name === 'AbortError' ? '中止 interrupted' : '未成 failed'}`);
      throw error;
    } finally {
      isOver = true;
    }
  }

  #show(label: string, message: string): void {
    const text = `${label} … ${message}`;
    if (this.#out.isTTY) this.#out.write(`\r\x1b[K${clip(text, (this.#out.columns || 80) - 1)}`); // a line that wraps could not be taken back
    else if (message) this.line(text);
  }

  #end(text: string): void {
    this.line(this.#out.isTTY ? `\r\x1b[K${text}` : text);
  }
}

/** Pads a text to a width in columns: Chinese characters take two. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** How many columns a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

function clip(text: string, columns: number): string {
  let width = 0;
  let kept = '';
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns) return kept;
    kept += character;
  }
  return kept;
}

/** CJK and full-width forms; everything else we print is narrow. */
function columnsOf(character: string): number {
  return /[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1;
}
