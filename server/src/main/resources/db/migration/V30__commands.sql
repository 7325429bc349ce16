-- What people told nodes to do; action is our JSON. Times are µs since 1970 UTC.
CREATE TABLE node_command (
  id         TEXT   NOT NULL PRIMARY KEY,
  node       TEXT   NOT NULL,
  action     TEXT   NOT NULL,
  issued_at  BIGINT NOT NULL,
  deadline   BIGINT NOT NULL,
  issued_by  TEXT   NOT NULL,
  state      TEXT   NOT NULL,
  detail     TEXT   NOT NULL,
  since      BIGINT NOT NULL
);

CREATE INDEX node_command_newest ON node_command (issued_at DESC, id);

-- The list that a node is handed, as it was signed.
CREATE TABLE command_list (
  node      TEXT   NOT NULL PRIMARY KEY,
  epoch     BIGINT NOT NULL,
  counter   BIGINT NOT NULL,
  payload   TEXT   NOT NULL,
  signature TEXT   NOT NULL
);

-- Secrets by which programs and people elsewhere speak to this server; only their digests are kept.
CREATE TABLE api_token (
  name       TEXT   NOT NULL PRIMARY KEY,
  role       TEXT   NOT NULL,
  secret     TEXT   NOT NULL UNIQUE,
  made_at    BIGINT NOT NULL,
  made_by    TEXT   NOT NULL
);

-- Who did what. hash covers the row and the hash before it, so no row can be changed or taken out
-- unseen.
CREATE TABLE audit (
  sequence BIGINT  NOT NULL PRIMARY KEY,
  at       BIGINT  NOT NULL,
  who      TEXT    NOT NULL,
  role     TEXT    NOT NULL,
  action   TEXT    NOT NULL,
  outcome  INTEGER NOT NULL,
  hash     TEXT    NOT NULL
);
