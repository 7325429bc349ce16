-- What users declare. The generation rises with each change of the spec.
CREATE TABLE document (
  kind       TEXT   NOT NULL,
  name       TEXT   NOT NULL,
  generation BIGINT NOT NULL,
  labels     TEXT   NOT NULL,
  spec       TEXT   NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (kind, name)
);
