-- What nodes said of themselves, folded from their events (opaque JSON), and when they last spoke.
CREATE TABLE node_state (
  node      TEXT   NOT NULL PRIMARY KEY,
  last_seen BIGINT NOT NULL,
  state     TEXT   NOT NULL
);
