import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import { text } from '../text/catalogue';
import { shown, type Json, type Path, type Schema } from './settingsSchema';
import styles from './sources.module.css';

type Props = {
  title: string;
  schema: Schema;
  value: Json | undefined;
  path: Path;
  required: boolean;
  problem: string | undefined;
  onChange: (path: Path, value: Json | undefined) => void;
};

/** One value by its schema; what is not filled in shows its default, or else an example. */
export function ScalarField({ title, schema, value, path, required, problem, onChange }: Props) {
  const usual = schema.default;
  const common = {
    label: title,
    description: schema.description,
    error: problem,
    withAsterisk: required,
    size: 'sm' as const,
  };
  const change = (next: Json) => onChange(path, next === usual ? undefined : next);
  if (schema.type === 'boolean') {
    return (
      <Switch
        {...common}
        checked={(value ?? usual) === true}
        onChange={({ currentTarget }) => change(currentTarget.checked)}
      />
    );
  }
  if (schema.enum) {
    return (
      <NativeSelect
        {...common}
        data={usual === undefined && !value ? ['', ...schema.enum] : schema.enum}
        value={shown(value ?? usual ?? '')}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
    );
  }
  if (schema.type !== 'string') {
    return (
      <NumberInput
        {...common}
        value={typeof value === 'number' ? value : ''}
        placeholder={hint(schema)}
        allowDecimal={schema.type === 'number'}
        hideControls
        onChange={(next) => onChange(path, typeof next === 'number' ? next : undefined)}
      />
    );
  }
  const secret = isSecret(path);
  return (
    <TextInput
      {...common}
      value={typeof value === 'string' ? value : ''}
      placeholder={hint(schema)}
      spellCheck={false}
      autoComplete="off"
      leftSection={secret && <span className={styles.before}>{text.sources.inSecrets}</span>}
      leftSectionWidth={secret ? 58 : undefined}
      onChange={({ currentTarget }) => onChange(path, currentTarget.value)}
    />
  );
}

function hint({ default: usual, examples }: Schema): string | undefined {
  if (usual !== undefined && usual !== '') return text.sources.usual(shown(usual));
  return examples?.length ? shown(examples[0] ?? '') : undefined;
}

/** Secrets stand in no document: what is named is a file in the node's folder of them. */
function isSecret(path: Path): boolean {
  return String(path.at(-1)).endsWith('File');
}
