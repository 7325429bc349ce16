-- MLflow's tracking store. Times are milliseconds since 1970 UTC, as its protocol carries them.
CREATE TABLE experiment (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  artifact_location TEXT NOT NULL,
  lifecycle_stage TEXT NOT NULL DEFAULT 'active',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE experiment_tag (
  experiment_id BIGINT NOT NULL REFERENCES experiment (id),
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (experiment_id, key)
);

CREATE TABLE run (
  id TEXT PRIMARY KEY,
  experiment_id BIGINT NOT NULL REFERENCES experiment (id),
  name TEXT NOT NULL,
  user_id TEXT NOT NULL,
  status TEXT NOT NULL,
  lifecycle_stage TEXT NOT NULL DEFAULT 'active',
  artifact_uri TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT
);

CREATE INDEX run_newest ON run (experiment_id, started_at DESC, id);

CREATE TABLE run_tag (
  run_id TEXT NOT NULL REFERENCES run (id),
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run_id, key)
);

CREATE INDEX run_tag_value ON run_tag (key, value);

CREATE TABLE run_param (
  run_id TEXT NOT NULL REFERENCES run (id),
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run_id, key)
);

-- bits is the value's IEEE 754 form: it tells a repeated point from another one, also for NaN,
-- which has no value here (SQLite has no NaN) and so satisfies no comparison.
CREATE TABLE run_metric (
  run_id TEXT NOT NULL REFERENCES run (id),
  key TEXT NOT NULL,
  step BIGINT NOT NULL,
  time BIGINT NOT NULL,
  bits BIGINT NOT NULL,
  value DOUBLE PRECISION,
  PRIMARY KEY (run_id, key, time, step, bits)
);

-- The point of a metric with the highest (step, time).
CREATE TABLE run_last_metric (
  run_id TEXT NOT NULL REFERENCES run (id),
  key TEXT NOT NULL,
  step BIGINT NOT NULL,
  time BIGINT NOT NULL,
  bits BIGINT NOT NULL,
  value DOUBLE PRECISION,
  PRIMARY KEY (run_id, key)
);

-- dataset and tags are the client's JSON.
CREATE TABLE run_input (
  run_id TEXT NOT NULL REFERENCES run (id),
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  dataset TEXT NOT NULL,
  tags TEXT NOT NULL,
  PRIMARY KEY (run_id, name, digest)
);

INSERT INTO experiment (id, name, artifact_location, created_at, updated_at)
VALUES (0, 'Default', 'mlflow-artifacts:/0', 0, 0);
