/** DuckDB inside the process, with safe settings, and what native libraries need. */
@NullMarked
package io.orilla.lake.duck;

import org.jspecify.annotations.NullMarked;
