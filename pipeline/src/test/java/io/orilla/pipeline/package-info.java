/** Tests of preparation. */
@NullMarked
package io.orilla.pipeline;

import org.jspecify.annotations.NullMarked;
