/** Versioned tables: Iceberg commits over Parquet files that DuckDB writes and reads. */
@NullMarked
package io.orilla.lake.table;

import org.jspecify.annotations.NullMarked;
