/** Predictions are computed again from stored samples. */
@NullMarked
package io.orilla.worker.replay;

import org.jspecify.annotations.NullMarked;
