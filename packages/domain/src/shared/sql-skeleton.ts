/** One lexical part of PostgreSQL's SQL: comment, literal, quoted name, word or any other character. */
const PART = new RegExp([
  String.raw`(--[^\n\r]*)`,
  String.raw`(\/\*)`,
  String.raw`(e'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|\$([a-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[\s\S]*?\$\4\$)`,
  String.raw`"((?:[^"]|"")*)"`,
  String.raw`[a-z_\u0080-\uffff][\w$\u0080-\uffff]*|\$?\d+|[\s\S]`,
].join('|'), 'iy');

/** A statement as its words alone: comments are blanks, literals are empty, quoted names have lost their quotes. */
export function skeleton(text: string): string {
  let bare = '';
  for (let at = 0; at < text.length;) {
    PART.lastIndex = at;
    const [part = '', line, block, literal, , name] = PART.exec(text) ?? [];
    at = block ? endOfComment(text, at) : at + part.length;
    if (line !== undefined || block !== undefined) bare += ' ';
    else if (literal !== undefined) bare += `''`;
    else bare += name === undefined ? part : ` ${name.replaceAll(/\W/g, '_')} `;
  }
  return bare;
}

/** PostgreSQL's comments nest. */
function endOfComment(text: string, from: number): number {
  let depth = 0;
  for (const { 0: mark, index } of text.slice(from).matchAll(/\/\*|\*\//g)) {
    depth += mark === '/*' ? 1 : -1;
    if (depth === 0) return from + index + 2;
  }
  return text.length;
}
