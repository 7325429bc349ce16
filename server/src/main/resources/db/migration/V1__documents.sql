-- What users declare: every generation of every document, and which of them holds.
CREATE TABLE document_version (
  kind       TEXT   NOT NULL,
  name       TEXT   NOT NULL,
  generation BIGINT NOT NULL,
  labels     TEXT   NOT NULL,
  spec       TEXT   NOT NULL,
  applied_at BIGINT NOT NULL,
  PRIMARY KEY (kind, name, generation)
);

-- A withdrawn document keeps its row, so that its generation goes on rising if it comes back.
CREATE TABLE document (
  kind         TEXT   NOT NULL,
  name         TEXT   NOT NULL,
  generation   BIGINT NOT NULL,
  withdrawn_at BIGINT,
  PRIMARY KEY (kind, name)
);
