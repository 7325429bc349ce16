/** All that a server keeps, copied while it runs, and brought back. */
@NullMarked
package io.orilla.server.backup;

import org.jspecify.annotations.NullMarked;
