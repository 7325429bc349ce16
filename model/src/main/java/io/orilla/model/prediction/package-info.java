/** The log of what a model said of a window. */
@NullMarked
package io.orilla.model.prediction;

import org.jspecify.annotations.NullMarked;
