/** Where a prediction comes from, read from the artifacts. */
@NullMarked
package io.orilla.server.lineage;

import org.jspecify.annotations.NullMarked;
