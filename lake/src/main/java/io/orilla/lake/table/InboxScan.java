package io.orilla.lake.table;

import io.orilla.model.task.TableInput;

/**
 * A raw table as files, and the last inbox entry that they hold; later ones are in the inbox only.
 */
public record InboxScan(TableInput input, long through) {}
