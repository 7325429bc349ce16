-- The epoch of all versions; a restored backup opens a new one, so that versions never repeat.
CREATE TABLE desired_epoch (
  epoch BIGINT NOT NULL PRIMARY KEY
);

INSERT INTO desired_epoch (epoch) VALUES (1);

-- Every state that was ever issued to a node; the newest is the one that holds.
CREATE TABLE desired_state (
  node      TEXT   NOT NULL,
  epoch     BIGINT NOT NULL,
  counter   BIGINT NOT NULL,
  content   TEXT   NOT NULL,
  payload   TEXT   NOT NULL,
  signature TEXT   NOT NULL,
  PRIMARY KEY (node, epoch, counter)
);
