/** Signals, samples and their quality. */
@NullMarked
package io.orilla.model.signal;

import org.jspecify.annotations.NullMarked;
