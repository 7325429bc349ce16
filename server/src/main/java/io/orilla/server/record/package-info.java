/** Records that nodes delivered, wherever they are by now: in the lake or still in the inbox. */
@NullMarked
package io.orilla.server.record;

import org.jspecify.annotations.NullMarked;
