/**
 * JSON values as short text for the address: bare words, numbers, `(a,b)` for lists, `(key:value)` for objects,
 * `64*10` for ten times 64 within a list, and quoted text for everything else.
 */
import type { Json } from "../protocol/types";

const WORD = /^[A-Za-z_][A-Za-z0-9_.]*$/;
const RESERVED = new Set(["null", "true", "false"]);
const LONGEST_REPEAT = 1000;

export function toCompact(value: Json): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return JSON.stringify(value);
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return `(${list(value)})`;
  const entries = Object.entries(value as Record<string, Json>);
  if (entries.length === 0) return "(:)";
  return `(${entries.map(([key, item]) => `${text(key)}:${toCompact(item)}`).join(",")})`;
}

function text(value: string): string {
  if (WORD.test(value) && !RESERVED.has(value)) return value;
  return `'${value.replaceAll("!", "!!").replaceAll("'", "!'")}'`;
}

function list(values: readonly Json[]): string {
  const parts: string[] = [];
  for (let index = 0; index < values.length; ) {
    const item = toCompact(values[index] ?? null);
    let end = index + 1;
    while (end < values.length && toCompact(values[end] ?? null) === item) end += 1;
    parts.push(end - index > 1 ? `${item}*${end - index}` : item);
    index = end;
  }
  return parts.join(",");
}

/** The value of a compact text. Throws `SyntaxError` where it is none. */
export function fromCompact(source: string): Json {
  const reader = new Reader(source);
  const value = reader.value();
  reader.end();
  return value;
}

class Reader {
  private at = 0;

  constructor(private readonly source: string) {}

  value(): Json {
    const next = this.source[this.at];
    if (next === "(") return this.group();
    if (next === "'") return this.quoted();
    const match = /^[A-Za-z0-9_.+-]+/.exec(this.source.slice(this.at));
    if (match === null) throw this.unexpected();
    this.at += match[0].length;
    return this.bare(match[0]);
  }

  end(): void {
    if (this.at !== this.source.length) throw this.unexpected();
  }

  private bare(word: string): Json {
    if (word === "null") return null;
    if (word === "true") return true;
    if (word === "false") return false;
    if (WORD.test(word)) return word;
    const number = Number(word);
    if (!Number.isFinite(number)) throw this.unexpected();
    return number;
  }

  private quoted(): string {
    let value = "";
    this.at += 1;
    while (this.at < this.source.length) {
      const next = this.source[this.at++];
      if (next === "'") return value;
      value += next === "!" ? (this.source[this.at++] ?? "") : next;
    }
    throw this.unexpected();
  }

  private group(): Json {
    this.at += 1;
    if (this.take(":)")) return {};
    if (this.take(")")) return [];
    const items: Json[] = [];
    const entries: Record<string, Json> = {};
    let keyed = false;
    do {
      const item = this.value();
      if (this.take(":")) {
        keyed = true;
        entries[String(item)] = this.value();
      } else if (this.take("*")) {
        const count = this.value();
        if (typeof count !== "number" || count < 1 || count > LONGEST_REPEAT) throw this.unexpected();
        for (let repeat = 0; repeat < count; repeat += 1) items.push(item);
      } else {
        items.push(item);
      }
    } while (this.take(","));
    if (!this.take(")") || (keyed && items.length > 0)) throw this.unexpected();
    return keyed ? entries : items;
  }

  private take(expected: string): boolean {
    if (!this.source.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  private unexpected(): SyntaxError {
    return new SyntaxError(`unexpected "${this.source[this.at] ?? "end"}" at ${this.at} of "${this.source}"`);
  }
}
