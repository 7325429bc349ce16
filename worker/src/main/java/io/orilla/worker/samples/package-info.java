/** Stored samples, as they were received. */
@NullMarked
package io.orilla.worker.samples;

import org.jspecify.annotations.NullMarked;
