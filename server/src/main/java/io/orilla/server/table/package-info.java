/** The lake's tables over HTTP. */
@NullMarked
package io.orilla.server.table;

import org.jspecify.annotations.NullMarked;
