-- Secrets that admit one node each; only their digests are kept. One that replaces hands the name
-- of a node that joined before to another box.
CREATE TABLE join_token (
  secret     TEXT    NOT NULL PRIMARY KEY,
  node       TEXT,
  replaces   INTEGER NOT NULL,
  expires_at BIGINT  NOT NULL,
  used_at    BIGINT,
  used_by    TEXT
);

-- quarantine says why nothing is taken from the node, while that is so.
CREATE TABLE node (
  name        TEXT   NOT NULL PRIMARY KEY,
  enrolled_at BIGINT NOT NULL,
  revoked_at  BIGINT,
  quarantine  TEXT
);

-- used_at is the first use: the certificate used last for the first time is the node's, the ones
-- before it open nothing but their renewal.
CREATE TABLE node_certificate (
  serial      TEXT   NOT NULL PRIMARY KEY,
  node        TEXT   NOT NULL REFERENCES node (name),
  public_key  TEXT   NOT NULL,
  certificate TEXT   NOT NULL,
  valid_until BIGINT NOT NULL,
  issued_at   BIGINT NOT NULL,
  used_at     BIGINT,
  revoked_at  BIGINT
);

CREATE INDEX node_certificate_newest ON node_certificate (node, issued_at DESC);

-- Backups that this server was restored from: certificates given since then are not on record.
CREATE TABLE restored_backup (
  taken_at    BIGINT NOT NULL,
  restored_at BIGINT NOT NULL
);
