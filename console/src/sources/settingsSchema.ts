/** The part of JSON Schema that connectors describe their settings in. */
export type Schema = {
  type: 'object' | 'array' | 'string' | 'boolean' | 'integer' | 'number';
  title?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: string[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  default?: Json;
  examples?: Json[];
};

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Settings as they are filled in: only what differs from the defaults. */
export type Settings = Record<string, Json>;

/** A place in settings: `['topics', 0, 'name']`. */
export type Path = readonly (string | number)[];

/** A path as the server writes it: `topics[0].name`. */
export function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : step,
    '',
  );
}

/** An object's properties: those that must be filled in before the others. */
export function properties(schema: Schema): { name: string; schema: Schema; required: boolean }[] {
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {})
    .map(([name, each]) => ({ name, schema: each, required: required.includes(name) }))
    .toSorted((one, other) => Number(other.required) - Number(one.required));
}

/** What settings begin with: the objects that must be there, to be filled in. */
export function blank(schema: Schema): Settings {
  return Object.fromEntries(
    properties(schema)
      .filter(({ required, schema: each }) => required && each.type === 'object')
      .map(({ name, schema: each }) => [name, blank(each)]),
  );
}

/** The same with a value at a place; an empty text, or what is the default anyway, is taken out. */
export function withValue(settings: Json, path: Path, value: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? null;
  if (typeof step === 'number') {
    const items = Array.isArray(settings) ? settings : [];
    if (rest.length === 0 && value === undefined) return items.filter((_, index) => index !== step);
    return items.toSpliced(step, 1, withValue(items[step] ?? {}, rest, value));
  }
  const members = isObject(settings) ? settings : {};
  if (rest.length === 0 && (value === undefined || value === '')) {
    return Object.fromEntries(Object.entries(members).filter(([name]) => name !== step));
  }
  return { ...members, [step]: withValue(members[step] ?? {}, rest, value) };
}

/** All that is wrong with settings, by path; the server and the node look again. */
export function problems(schema: Schema, value: Json | undefined, path: Path = []): Problems {
  const found: Problems = {};
  if (value === undefined) return found;
  if (schema.type === 'object') {
    if (!isObject(value)) return { [pathText(path)]: wrongType(schema) };
    for (const { name, schema: each, required } of properties(schema)) {
      const member = value[name];
      if (required && member === undefined) found[pathText([...path, name])] = 'needed';
      else Object.assign(found, problems(each, member, [...path, name]));
    }
  } else if (schema.type === 'array') {
    if (!Array.isArray(value)) return { [pathText(path)]: wrongType(schema) };
    const { items } = schema;
    if (items)
      value.forEach((item, index) => Object.assign(found, problems(items, item, [...path, index])));
  } else {
    const problem = scalarProblem(schema, value);
    if (problem) found[pathText(path)] = problem;
  }
  return found;
}

/** What is wrong, by the path of where. */
export type Problems = Record<string, string>;

function scalarProblem(schema: Schema, value: Json): string | undefined {
  const fits =
    schema.type === 'string'
      ? typeof value === 'string'
      : schema.type === 'boolean'
        ? typeof value === 'boolean'
        : typeof value === 'number' && (schema.type === 'number' || Number.isInteger(value));
  if (!fits) return wrongType(schema);
  if (schema.enum && !schema.enum.includes(shown(value))) {
    return `one of ${schema.enum.join(', ')}`;
  }
  if (schema.pattern && !fitsPattern(schema.pattern, shown(value))) {
    return `does not fit${example(schema)}`;
  }
  const { minimum = -Infinity, maximum = Infinity } = schema;
  if (typeof value === 'number' && (value < minimum || value > maximum)) {
    return maximum === Infinity ? `at least ${minimum}` : `from ${minimum} to ${maximum}`;
  }
  return undefined;
}

function wrongType(schema: Schema): string {
  return `a value of type ${schema.type} is wanted${example(schema)}`;
}

function example({ examples }: Schema): string {
  return examples?.length ? `; write it as ${shown(examples[0] ?? null)}` : '';
}

/** A value as one would type it. */
export function shown(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Patterns are those of Java: one that is none here is left to the server. */
export function fitsPattern(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    return true;
  }
}

export function isObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
