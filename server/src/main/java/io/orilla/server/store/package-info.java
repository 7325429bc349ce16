/** The server's metadata database. */
@NullMarked
package io.orilla.server.store;

import org.jspecify.annotations.NullMarked;
