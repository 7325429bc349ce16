/** Predictions computed again from what is stored. */
@NullMarked
package io.orilla.server.replay;

import org.jspecify.annotations.NullMarked;
