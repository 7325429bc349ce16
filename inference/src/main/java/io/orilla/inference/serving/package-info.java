/** Models that answer calls: which there are, how calls wait for them, in what order they run. */
@NullMarked
package io.orilla.inference.serving;

import org.jspecify.annotations.NullMarked;
