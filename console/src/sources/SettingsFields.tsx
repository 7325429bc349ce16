import { Button } from '@mantine/core';
import { text } from '../text/catalogue';
import { Disclosure } from './Disclosure';
import { ScalarField } from './ScalarField';
import {
  blank,
  isObject,
  pathText,
  properties,
  type Json,
  type Path,
  type Problems,
  type Schema,
} from './settingsSchema';
import styles from './sources.module.css';

type Props = {
  schema: Schema;
  value: Json | undefined;
  path: Path;
  problems: Problems;
  onChange: (path: Path, value: Json | undefined) => void;
};

type OneProps = Props & { title: string; required: boolean };

/** So many settings that may be left alone are shown; more stand behind a line. */
const FEW = 2;

/** An object's members as a form: what must be there, then the rest. */
export function SettingsFields({ schema, value, path, problems, onChange }: Props) {
  const members = isObject(value) ? value : {};
  const all = properties(schema);
  const rest = all.filter(({ required }) => !required);
  const at = (name: string) => pathText([...path, name]);
  const isTouched = rest.some(
    ({ name }) =>
      members[name] !== undefined ||
      Object.keys(problems).some((where) => where.startsWith(at(name))),
  );
  const field = ({ name, schema: each, required }: (typeof all)[number]) => (
    <Field
      key={name}
      title={each.title ?? name}
      schema={each}
      value={members[name]}
      path={[...path, name]}
      required={required}
      problems={problems}
      onChange={onChange}
    />
  );
  const here = problems[pathText(path)];
  return (
    <div className={styles.fields}>
      {here && <p className={styles.wrong}>{here}</p>}
      {all.filter(({ required }) => required).map(field)}
      {rest.length > FEW ? (
        <Disclosure title={text.sources.more(rest.length)} open={isTouched}>
          <div className={styles.fields}>{rest.map(field)}</div>
        </Disclosure>
      ) : (
        rest.map(field)
      )}
    </div>
  );
}

function Field(props: OneProps) {
  const { schema, path, problems } = props;
  if (schema.type === 'object') return <Group {...props} />;
  if (schema.type === 'array') return <List {...props} />;
  return <ScalarField {...props} problem={problems[pathText(path)]} />;
}

function Group({ title, schema, value, path, problems, onChange }: OneProps) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {schema.description && <p className={styles.hint}>{schema.description}</p>}
      <SettingsFields {...{ schema, value, path, problems, onChange }} />
    </fieldset>
  );
}

function List(props: OneProps) {
  const { title, schema, value, path, onChange } = props;
  const items = Array.isArray(value) ? value : [];
  const item = schema.items;
  if (!item) return null;
  const isObjects = item.type === 'object';
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {schema.description && <p className={styles.hint}>{schema.description}</p>}
      {items.map((each, index) => (
        <div key={index} className={styles.item}>
          <Field
            {...props}
            title={item.title ?? `${index + 1}`}
            schema={isObjects ? { ...item, description: undefined } : item}
            value={each}
            path={[...path, index]}
            required
          />
          <Button
            variant="default"
            aria-label={text.sources.removeItem(title, index)}
            onClick={() => onChange([...path, index], undefined)}
          >
            ×
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        className={styles.addItem}
        onClick={() => onChange([...path, items.length], isObjects ? blank(item) : '')}
      >
        {text.sources.addItem(title)}
      </Button>
    </fieldset>
  );
}
