-- Questions come often and are forgotten soon; commands are kept.
ALTER TABLE node_command ADD COLUMN asks BOOLEAN NOT NULL DEFAULT FALSE;
