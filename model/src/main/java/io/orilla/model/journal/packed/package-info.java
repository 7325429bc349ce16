/** Samples by column, lossless to the bit. */
@NullMarked
package io.orilla.model.journal.packed;

import org.jspecify.annotations.NullMarked;
