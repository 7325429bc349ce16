package io.orilla.lake.table;

/** A name for a snapshot, which is kept as long as it has one. */
public record Tag(String name, long snapshot) {}
