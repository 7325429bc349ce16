-- What workers are asked to do. Times are µs since 1970 UTC; spec and result are our JSON.
-- attempt counts the starts of a worker, lost those that ended without an answer by themselves.
CREATE TABLE task (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  spec TEXT NOT NULL,
  tag TEXT,
  state TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  pid BIGINT,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT,
  problem TEXT,
  result TEXT
);

CREATE INDEX task_newest ON task (created_at DESC, id);
CREATE INDEX task_open ON task (state) WHERE state IN ('QUEUED', 'RUNNING');
