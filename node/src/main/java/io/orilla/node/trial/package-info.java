/** The first run of a model, in a short-lived process. */
@NullMarked
package io.orilla.node.trial;

import org.jspecify.annotations.NullMarked;
