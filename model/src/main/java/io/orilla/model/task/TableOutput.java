package io.orilla.model.task;

import io.orilla.model.document.TableName;

/** A Parquet file that a worker left in its output folder; the server commits it to the table. */
public record TableOutput(TableName table, String file, long rows) {}
