-- Registered models. Times are µs since 1970 UTC.
CREATE TABLE model (
  name TEXT PRIMARY KEY,
  description TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- What a version is stands in its bundle. task makes a second try of the same task find the first.
CREATE TABLE model_version (
  model TEXT NOT NULL REFERENCES model (name),
  version INTEGER NOT NULL,
  asset TEXT NOT NULL,
  bundle TEXT NOT NULL,
  run TEXT NOT NULL,
  study TEXT NOT NULL,
  task TEXT NOT NULL,
  parity TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (model, version),
  UNIQUE (task, model)
);

CREATE TABLE model_alias (
  model TEXT NOT NULL,
  alias TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (model, alias),
  FOREIGN KEY (model, version) REFERENCES model_version (model, version)
);

-- Who moved an alias to what and when: rows are added, never changed.
CREATE TABLE model_alias_move (
  model TEXT NOT NULL,
  alias TEXT NOT NULL,
  number INTEGER NOT NULL,
  version INTEGER NOT NULL,
  moved_by TEXT NOT NULL,
  moved_at BIGINT NOT NULL,
  PRIMARY KEY (model, alias, number),
  FOREIGN KEY (model, version) REFERENCES model_version (model, version)
);
