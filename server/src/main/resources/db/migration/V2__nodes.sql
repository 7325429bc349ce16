-- Secrets that admit one node each; only their digests are kept.
CREATE TABLE join_token (
  secret     TEXT   NOT NULL PRIMARY KEY,
  node       TEXT,
  expires_at BIGINT NOT NULL,
  used_at    BIGINT,
  used_by    TEXT
);

CREATE TABLE node (
  name              TEXT   NOT NULL PRIMARY KEY,
  enrolled_at       BIGINT NOT NULL,
  public_key        TEXT   NOT NULL,
  certificate       TEXT   NOT NULL,
  serial            TEXT   NOT NULL UNIQUE,
  certificate_until BIGINT NOT NULL,
  revoked_at        BIGINT
);
