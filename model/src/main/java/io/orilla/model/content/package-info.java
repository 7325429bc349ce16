/** Digests, canonical JSON, durations: what content is addressed and written by. */
@NullMarked
package io.orilla.model.content;

import org.jspecify.annotations.NullMarked;
