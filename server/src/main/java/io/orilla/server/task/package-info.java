/** Work that is done by worker processes: queued, started, watched, and its results taken in. */
@NullMarked
package io.orilla.server.task;

import org.jspecify.annotations.NullMarked;
