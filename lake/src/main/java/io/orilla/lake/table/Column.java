package io.orilla.lake.table;

/** A column that a table shall have. */
public record Column(String name, ColumnType type) {}
