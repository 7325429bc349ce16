/** What nodes deliver: held first, then answered. */
@NullMarked
package io.orilla.server.journal;

import org.jspecify.annotations.NullMarked;
