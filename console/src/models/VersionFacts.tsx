import { address } from '../address';
import { grouped, significant } from '../figures/figures';
import { Facts } from '../parts/Facts';
import { Section } from '../parts/Section';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import type { Version } from './ModelPage';

/** What a version is: its parity, card, signature and provenance. */
export function VersionFacts({ version }: { version: Version }) {
  const { parity, card, provenance, run, study } = version;
  const words = text.models;
  return (
    <>
      <Section title={words.card} note={words.named(version.version)}>
        <Facts of={told(card)} />
      </Section>
      <Section title={words.parityTitle}>
        <Facts
          of={{
            [words.parityRows]: grouped(parity.rows),
            [words.parityLargest]: significant(parity.largestRelative, 2),
            [words.parityDiffering]: grouped(parity.differing),
            [words.parityAtLimit]: grouped(parity.differingAtLimit),
          }}
        />
      </Section>
      {version.signature && <Signature signature={version.signature} />}
      <Section
        title={words.provenance}
        note={provenance && <To href={address.runs(study, run)}>{words.run}</To>}
      >
        <Facts of={{ bundle: version.bundle, ...provenance }} />
      </Section>
    </>
  );
}

type Named = { name: string; unit?: string; width?: number };

/** The rows and signals a version takes, and what it gives. */
function Signature({ signature }: { signature: NonNullable<Version['signature']> }) {
  const signals = listOf(signature.signals);
  const outputs = listOf(signature.outputs);
  return (
    <Section
      title={text.models.signature}
      note={text.models.signatureRows(Number(signature.rows), signals.length)}
    >
      <Facts
        of={{
          ...Object.fromEntries(signals.map(({ name, unit = '' }) => [name, unit])),
          ...Object.fromEntries(outputs.map(({ name, width }) => [`→ ${name}`, `× ${width}`])),
        }}
      />
    </Section>
  );
}

function listOf(value: unknown): Named[] {
  return Array.isArray(value) ? (value as Named[]) : [];
}

/** The card, its summary first, without the metrics, which stand beside those of the version before. */
function told(card: Version['card']) {
  const rest = Object.entries(card).filter(([name]) => name !== 'metrics');
  return { summary: card.summary, ...Object.fromEntries(rest) };
}
