/** What became of what was written to the plant. */
@NullMarked
package io.orilla.model.output;

import org.jspecify.annotations.NullMarked;
